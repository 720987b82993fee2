package org.pawn.concurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.pawn.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A fixed number of threads; all work of one key runs on one of them, in the order given. This is what lets services
 * own state without locks. Never wait for a lane from inside a lane: it can be your own. Thread-safe.
 */
public final class Lanes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

    private final List<ExecutorService> lanes = new ArrayList<>();

    public Lanes(int count) {
        this("lane", count);
    }

    /** @param name threads are called {@code pawn-NAME-0} and so on */
    public Lanes(String name, int count) {
        for (int i = 0; i < count; i++) {
            String threadName = "pawn-" + name + "-" + i;
            lanes.add(Executors.newSingleThreadExecutor(task -> {
                Thread thread = new Thread(task, threadName);
                thread.setDaemon(true);
                return thread;
            }));
        }
    }

    /**
     * Runs {@code work} on the key's lane. What it throws (a {@link Refusal}, say) fails the future.
     */
    public <T> CompletableFuture<T> run(Object key, Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        execute(key, () -> {
            try {
                result.complete(work.get());
            } catch (Throwable failure) {
                result.completeExceptionally(failure);
            }
        });
        return result;
    }

    /** Runs {@code work} on the key's lane; a failure is logged and the lane goes on. */
    public void execute(Object key, Runnable work) {
        try {
            lanes.get(Math.floorMod(key.hashCode() * 0x9E3779B9 >>> 16, lanes.size()))
                    .execute(() -> guarded(work));
        } catch (RejectedExecutionException stopping) {
            throw new Refusal.Unavailable("The server is stopping.");
        }
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (Throwable failure) { // the lane must live
            LOG.error("work on a lane failed", failure);
        }
    }

    /** Finishes what was handed in, for at most five seconds. */
    @Override
    public void close() {
        lanes.forEach(ExecutorService::shutdown);
        try {
            for (ExecutorService lane : lanes) {
                lane.awaitTermination(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
