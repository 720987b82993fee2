package org.pawn.server.sip.wire;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.pawn.time.Timers;

/**
 * Answers a request that is no INVITE, and says 100 before, once, where the answer takes its time (RFC 4320 section 4.1):
 * by then a client asks only every four seconds and hears that it need not. Thread-safe.
 */
final class LateAnswer implements SipResponder {
    /** When a client's timer E has grown to T2: 0.5 + 1 + 2 seconds. */
    private static final Duration LATE = Duration.ofMillis(3500);

    private final SipResponder last;
    private final SipResponder before;
    private boolean answered; // guarded by this
    private Timers.@Nullable Timer late; // guarded by this

    /** @param before answers without a memory: what is provisional is nobody's last word */
    LateAnswer(SipResponder last, SipResponder before) {
        this.last = last;
        this.before = before;
    }

    @Override
    public void answer(SipResponse response) {
        synchronized (this) {
            answered = true;
            if (late != null) {
                late.cancel();
            }
        }
        last.answer(response);
    }

    /** From now on it is waited for. */
    synchronized void watch(Timers timers) {
        if (!answered) {
            late = timers.after(LATE, this::sayTrying);
        }
    }

    private void sayTrying() {
        synchronized (this) {
            if (answered) {
                return;
            }
        }
        before.answer(SipResponse.of(100, "Trying"));
    }
}
