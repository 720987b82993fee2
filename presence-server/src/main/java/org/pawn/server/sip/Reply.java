package org.pawn.server.sip;

import java.util.concurrent.CompletableFuture;
import org.pawn.server.sip.wire.SipResponse;

/**
 * What a handler answers.
 *
 * @param afterwards runs once the answer is on its way: a first NOTIFY, say, must not overtake it
 */
record Reply(SipResponse response, Runnable afterwards) {
    static Reply of(SipResponse response) {
        return new Reply(response, () -> {});
    }

    static CompletableFuture<Reply> now(SipResponse response) {
        return CompletableFuture.completedFuture(of(response));
    }
}
