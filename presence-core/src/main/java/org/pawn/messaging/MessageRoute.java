package org.pawn.messaging;

import java.util.concurrent.CompletableFuture;

/** Port: one transport's way to a person's live devices. */
public interface MessageRoute {
    /**
     * Hands the message to all of the person's devices on this transport. Never blocks.
     *
     * @param alert whether the device may ring; false while the person shows DoNotDisturb
     * @return whether at least one device took it; false at once where there is none, or where this transport keeps
     *     silent messages from its devices
     */
    CompletableFuture<Boolean> deliver(InstantMessage message, boolean alert);
}
