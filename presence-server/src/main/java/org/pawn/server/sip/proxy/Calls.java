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

    /** To be told what becomes of the INVITE. A second one with a name that is known changes nothing of the first. */
    Progress begin(String name, Legs.Leg caller, AddressOfRecord called) {
        Call call = new Call(name, caller, called);
        if (calls.size() >= MAX || calls.putIfAbsent(name, call) != null) {
            return Progress.UNTOLD;
        }
        listener.begun(name, endOf(caller));
        return call;
    }

    /** @param tag that of the device that takes part: others may have taken the same call */
    void hungUp(String name, String tag) {
        Optional.ofNullable(calls.get(name)).ifPresent(call -> call.hungUp(tag));
    }

    void flowLost(SipPeer peer) {
        calls.values().forEach(call -> call.flowLost(peer));
    }

    private static CallListener.End endOf(Legs.Leg leg) {
        return new CallListener.End(leg.person(), leg.peer().flow());
    }

    int size() {
        return calls.size();
    }

    private final class Call implements Progress {
        private final String name;
        private final Legs.Leg caller;
        private final AddressOfRecord called;
        private final Map<String, SipPeer> devices = new HashMap<>(); // by tag, as many as ring; guarded by this
        private Timers.@Nullable Timer end; // guarded by this
        private boolean over; // guarded by this

        Call(String name, Legs.Leg caller, AddressOfRecord called) {
            this.name = name;
            this.caller = caller;
            this.called = called;
        }

        @Override
        public void ringing() {
            listener.ringing(name, caller.person());
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
                end = timers.after(LONGEST, this::end);
            }
            listener.confirmed(name, endOf(caller), endOf(new Legs.Leg(called, device)));
        }

        @Override
        public void failed() {
            end();
        }

        void hungUp(String tag) {
            synchronized (this) {
                devices.remove(tag);
                if (!devices.isEmpty()) {
                    return;
                }
            }
            end();
        }

        void flowLost(SipPeer peer) {
            synchronized (this) {
                boolean device = devices.values().removeIf(peer::equals);
                if (!caller.peer().equals(peer) && !(device && devices.isEmpty())) {
                    return;
                }
            }
            end();
        }

        private void end() {
            boolean answered;
            synchronized (this) {
                if (over) {
                    return;
                }
                over = true;
                answered = end != null;
                if (end != null) {
                    end.cancel();
                }
            }
            calls.remove(name, this);
            listener.ended(name, caller.person());
            if (answered) {
                listener.ended(name, called);
            }
        }
    }
}
