package org.pawn.server.sip.proxy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.pawn.address.AddressOfRecord;
import org.pawn.server.sip.wire.SipPeer;
import org.pawn.time.Timers;

/**
 * The calls that are asked for or up, until nobody takes one, the last device hangs up, a flow ends, or half a day has
 * passed. Thread-safe.
 */
final class Calls {
    private static final Duration LONGEST = Duration.ofHours(12);
    private static final int MAX = 100_000;

    private final Timers timers;
    private final CallListener listener;
    private final Map<String, Call> calls = new ConcurrentHashMap<>();

    Calls(Timers timers, CallListener listener) {
        this.timers = timers;
        this.listener = listener;
    }

    /**
     * To be told what becomes of the INVITE. A second one with a name that is known changes nothing of the first.
     *
     * @param named whether who is called may know the caller
     */
    Progress begin(String name, Legs.Leg caller, boolean named, AddressOfRecord called) {
        Call call = new Call(name, caller, named, called);
        if (calls.size() >= MAX || calls.putIfAbsent(name, call) != null) {
            return Progress.UNTOLD;
        }
        listener.begun(name, call.end());
        return call;
    }

    /** @param tag that of the device that takes part: others may have taken the same call */
    void hungUp(String name, String tag) {
        Optional.ofNullable(calls.get(name)).ifPresent(call -> call.hungUp(tag));
    }

    void flowLost(SipPeer peer) {
        calls.values().forEach(call -> call.flowLost(peer));
    }

    int size() {
        return calls.size();
    }

    private final class Call implements Progress {
        private final String name;
        private final Legs.Leg caller;
        private final boolean named;
        private final AddressOfRecord called;
        private final Map<String, SipPeer> devices = new HashMap<>(); // by tag, as many as ring; guarded by this
        private Timers.@Nullable Timer end; // guarded by this
        private boolean rung; // guarded by this: who is called was told of
        private boolean over; // guarded by this

        Call(String name, Legs.Leg caller, boolean named, AddressOfRecord called) {
            this.name = name;
            this.caller = caller;
            this.named = named;
            this.called = called;
        }

        private CallListener.End end() {
            return new CallListener.End(caller.person(), caller.peer().flow(), named);
        }

        @Override
        public void provisional(boolean early, boolean rings) {
            synchronized (this) {
                if (over) {
                    return;
                }
                rung |= rings;
            }
            listener.provisional(name, caller.person(), early);
            if (rings) {
                listener.ringing(name, end(), called);
                endedMeanwhile();
            }
        }

        /** What was told after the end of the call is ended too. */
        private void endedMeanwhile() {
            boolean ended;
            synchronized (this) {
                ended = over;
            }
            if (ended) {
                listener.ended(name, called);
            }
        }

        @Override
        public void accepted(SipPeer device, String tag) {
            synchronized (this) {
                if (over) {
                    return;
                }
                devices.put(tag, device);
                if (end != null) {
                    return;
                }
                end = timers.after(LONGEST, this::finish);
            }
            listener.confirmed(name, end(), new CallListener.End(called, device.flow(), true));
        }

        @Override
        public void failed() {
            finish();
        }

        void hungUp(String tag) {
            synchronized (this) {
                devices.remove(tag);
                if (!devices.isEmpty()) {
                    return;
                }
            }
            finish();
        }

        void flowLost(SipPeer peer) {
            synchronized (this) {
                boolean device = devices.values().removeIf(peer::equals);
                if (!caller.peer().equals(peer) && !(device && devices.isEmpty())) {
                    return;
                }
            }
            finish();
        }

        private void finish() {
            boolean told;
            synchronized (this) {
                if (over) {
                    return;
                }
                over = true;
                told = rung || end != null;
                if (end != null) {
                    end.cancel();
                }
            }
            calls.remove(name, this);
            listener.ended(name, caller.person());
            if (told) {
                listener.ended(name, called);
            }
        }
    }
}
