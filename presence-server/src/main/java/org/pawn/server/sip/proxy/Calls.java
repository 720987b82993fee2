package org.pawn.server.sip.proxy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.pawn.server.sip.wire.SipPeer;
import org.pawn.time.Timers;

/** The calls that are up, until somebody hangs up, a flow ends, or half a day has passed. Thread-safe. */
final class Calls {
    private static final Duration LONGEST = Duration.ofHours(12);
    private static final int MAX = 100_000;

    private record Call(Legs legs, Timers.Timer end) {}

    private final Timers timers;
    private final CallListener listener;
    private final Map<String, Call> calls = new ConcurrentHashMap<>();

    Calls(Timers timers, CallListener listener) {
        this.timers = timers;
        this.listener = listener;
    }

    void confirmed(String call, Legs legs) {
        if (calls.size() >= MAX || calls.containsKey(call)) {
            return;
        }
        calls.put(call, new Call(legs, timers.after(LONGEST, () -> ended(call))));
        listener.confirmed(call, end(legs.caller()), end(legs.callee()));
    }

    void ended(String call) {
        Optional.ofNullable(calls.remove(call)).ifPresent(known -> {
            known.end().cancel();
            listener.ended(call, end(known.legs().caller()), end(known.legs().callee()));
        });
    }

    void flowLost(SipPeer peer) {
        calls.forEach((call, known) -> {
            if (known.legs().knows(peer)) {
                ended(call);
            }
        });
    }

    private static CallListener.End end(Legs.Leg leg) {
        return new CallListener.End(leg.person(), leg.peer().flow());
    }

    int size() {
        return calls.size();
    }
}
