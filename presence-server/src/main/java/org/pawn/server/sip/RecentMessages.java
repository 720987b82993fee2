package org.pawn.server.sip;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.pawn.messaging.InstantMessage;
import org.pawn.messaging.MessageService.Outcome;
import org.pawn.time.TimeSource;

/**
 * The messages of the last minute, so that one that its sender repeats with the same Call-ID and CSeq, because no answer
 * came, is sent once. Over UDP transactions see to that; this is for connections, and for who comes back by another.
 * Bounded: past the bound the oldest are forgotten. Thread-safe.
 */
final class RecentMessages {
    /** Twice as long as anybody waits for an answer (RFC 3261 section 17.1.2.2, timer F). */
    static final Duration KEPT = Duration.ofSeconds(64);

    private static final int MAX = 20_000;

    private record Sent(CompletableFuture<Outcome> outcome, long atNanos) {}

    private final TimeSource time;
    private final Map<List<Object>, Sent> recent = new LinkedHashMap<>(); // guarded by this; the oldest first

    RecentMessages(TimeSource time) {
        this.time = time;
    }

    /** What became of it: of the first time, where it was sent before and was not refused. */
    CompletableFuture<Outcome> once(InstantMessage message, Supplier<CompletableFuture<Outcome>> sending) {
        List<Object> key = List.of(message.from(), message.to(), message.id());
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        synchronized (this) {
            expire();
            Sent before = recent.get(key);
            if (before != null) {
                return before.outcome();
            }
            recent.put(key, new Sent(outcome, time.nanos()));
        }
        CompletableFuture<Outcome> sent;
        try {
            sent = sending.get();
        } catch (RuntimeException refused) {
            sent = CompletableFuture.failedFuture(refused);
        }
        sent.whenComplete((became, failure) -> {
            if (failure != null) {
                forget(key);
                outcome.completeExceptionally(failure);
            } else {
                outcome.complete(became);
            }
        });
        return outcome;
    }

    private synchronized void forget(List<Object> key) {
        recent.remove(key);
    }

    private void expire() {
        Iterator<Sent> oldest = recent.values().iterator();
        while (oldest.hasNext()) {
            Sent next = oldest.next();
            if (recent.size() < MAX && time.nanos() - next.atNanos() < KEPT.toNanos()) {
                return;
            }
            oldest.remove();
        }
    }
}
