package org.pawn.bench;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/** One change on its way: when it was published, and when each watcher had it. Thread-safe. */
final class Mark {
    private static final long NOT_SEEN = Long.MIN_VALUE;

    private final int number;
    private final AtomicLongArray seenNanos;
    private final AtomicInteger left;
    private final CompletableFuture<Void> everywhere = new CompletableFuture<>();
    private volatile long sentNanos;

    Mark(int number, int watchers) {
        this.number = number;
        this.left = new AtomicInteger(watchers);
        this.seenNanos = new AtomicLongArray(watchers);
        for (int i = 0; i < watchers; i++) {
            seenNanos.set(i, NOT_SEEN);
        }
    }

    /** What the publication's note says. */
    String text() {
        return Marks.text(number);
    }

    void sending() {
        sentNanos = System.nanoTime();
    }

    /** That watcher has it; the first time counts. */
    void seen(int watcher, long nanos) {
        if (seenNanos.compareAndSet(watcher, NOT_SEEN, nanos) && left.decrementAndGet() == 0) {
            everywhere.complete(null);
        }
    }

    /** Done once all watchers have it. */
    CompletableFuture<Void> everywhere() {
        return everywhere;
    }

    /** How many watchers do not have it. */
    int missing() {
        return left.get();
    }

    /** Adds the delay of each watcher from {@code first} up to, but not including, {@code end}; gives the longest. */
    long addTo(Latencies latencies, int first, int end) {
        long longest = 0;
        for (int i = first; i < end; i++) {
            long seen = seenNanos.get(i);
            if (seen != NOT_SEEN) {
                latencies.add(seen - sentNanos);
                longest = Math.max(longest, seen - sentNanos);
            }
        }
        return longest;
    }
}
