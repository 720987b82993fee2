package org.pawn.server.sip;

import java.util.concurrent.CompletableFuture;
import org.pawn.access.Caller;
import org.pawn.server.sip.wire.SipRequest;

/** One method. */
@FunctionalInterface
interface SipHandler {
    /**
     * Handles a request of an authenticated sender whose From is their own. What it throws, at once or in the future,
     * is answered by {@link SipRefusals}; anything else as 500. Must not block.
     */
    CompletableFuture<Reply> handle(SipRequest request, Caller sender);
}
