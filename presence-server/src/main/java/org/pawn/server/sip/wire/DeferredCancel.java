package org.pawn.server.sip.wire;

import org.jspecify.annotations.Nullable;

/** A request that is on its way to being sent, and may be taken back before it was. Thread-safe. */
final class DeferredCancel implements Forwarded {
    private @Nullable Forwarded sent; // guarded by this
    private boolean cancelled; // guarded by this

    void is(Forwarded request) {
        boolean now;
        synchronized (this) {
            sent = request;
            now = cancelled;
        }
        if (now) {
            request.cancel();
        }
    }

    @Override
    public void cancel() {
        Forwarded known;
        synchronized (this) {
            cancelled = true;
            known = sent;
        }
        if (known != null) {
            known.cancel();
        }
    }
}
