package org.pawn.server.sip;

import java.util.Optional;
import org.pawn.presence.CallState;
import org.pawn.server.sip.proxy.CallListener;

/** Lets calls that go through us show: both sides are in a call while it is up (RFC 4235). */
final class CallPresence implements CallListener {
    private final CallState calls;

    CallPresence(CallState calls) {
        this.calls = calls;
    }

    @Override
    public void confirmed(String call, End caller, End callee) {
        calls.confirmed(caller.person(), call, false, Optional.of(caller.flow()));
        calls.confirmed(callee.person(), call, false, Optional.of(callee.flow()));
    }

    @Override
    public void ended(String call, End caller, End callee) {
        calls.ended(caller.person(), call);
        calls.ended(callee.person(), call);
    }
}
