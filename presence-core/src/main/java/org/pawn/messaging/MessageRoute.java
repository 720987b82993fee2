package org.pawn.messaging;

import java.util.concurrent.CompletableFuture;

/** Port: one transport's way to a person's live devices. */
public interface MessageRoute {
    /**
     * Hands the message to all of the person's devices on this transport. Never blocks.
     *
     * @return whether at least one device took it; false at once where there is none that may have it. Every device takes
     *     text; some can show nothing else
     */
    CompletableFuture<Boolean> deliver(InstantMessage message, Alert alert);
}
