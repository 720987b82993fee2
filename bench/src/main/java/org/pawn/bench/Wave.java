package org.pawn.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Many operations of one kind, some at a time, each begun when another ends; tells how far it is. */
final class Wave {
    private static final long TELL_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final PrintStream progress;
    private final Duration within;

    /** @param within how long all of them may take */
    Wave(PrintStream progress, Duration within) {
        this.progress = progress;
        this.within = within;
    }

    /**
     * How long all took.
     *
     * @throws IllegalStateException if one failed, or time is over
     */
    Duration run(String what, int count, int atOnce, IntFunction<CompletableFuture<?>> operation)
            throws InterruptedException {
        Semaphore places = new Semaphore(atOnce);
        AtomicInteger done = new AtomicInteger();
        AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
        long start = System.nanoTime();
        long told = start;
        for (int i = 0; i < count; i++) {
            take(places, 1, start, what, done);
            operation.apply(i).whenComplete((result, failure) -> {
                if (failure != null) {
                    failed.compareAndSet(null, failure);
                }
                done.incrementAndGet();
                places.release();
            });
            if (failed.get() != null) {
                break;
            }
            if (System.nanoTime() - told > TELL_EVERY_NANOS) {
                told = System.nanoTime();
                progress.printf("  %s: %,d of %,d%n", what, done.get(), count);
            }
        }
        take(places, atOnce, start, what, done);
        Throwable failure = failed.get();
        if (failure != null) {
            throw new IllegalStateException(what + " failed: " + failure.getMessage(), failure);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        progress.printf(
                "  %s: %,d in %.1f s (%,.0f/s)%n", what, count, took.toMillis() / 1e3, count * 1e9 / took.toNanos());
        return took;
    }

    private void take(Semaphore places, int number, long start, String what, AtomicInteger done)
            throws InterruptedException {
        long left = within.toNanos() - (System.nanoTime() - start);
        if (!places.tryAcquire(number, Math.max(0, left), TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException(what + " took longer than " + within + ": " + done.get() + " were done");
        }
    }
}
