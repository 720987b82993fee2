package org.pawn.rest.messages;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.pawn.messaging.InstantMessage;
import org.pawn.messaging.MessageService;

/**
 * The last messages that were sent, so that a request that is repeated while its outcome was not known yet does not ring
 * twice. What waits on disk is kept apart by the store; this covers what was delivered at once. Thread-safe.
 */
final class SentMessages {
    private static final int MAX = 10_000;

    private final Map<List<Object>, CompletableFuture<MessageService.Outcome>> sent =
            new LinkedHashMap<>(); // guarded by this

    /** The outcome of the first sending of that message; one that failed may be tried again. */
    synchronized CompletableFuture<MessageService.Outcome> once(
            InstantMessage message, Supplier<CompletableFuture<MessageService.Outcome>> send) {
        List<Object> key = List.of(message.from(), message.to(), message.id());
        CompletableFuture<MessageService.Outcome> before = sent.get(key);
        if (before != null && !before.isCompletedExceptionally()) {
            return before;
        }
        CompletableFuture<MessageService.Outcome> now = send.get();
        sent.put(key, now);
        Iterator<CompletableFuture<MessageService.Outcome>> eldest =
                sent.values().iterator();
        while (sent.size() > MAX) {
            eldest.next();
            eldest.remove();
        }
        return now;
    }
}
