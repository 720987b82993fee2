package org.pawn.sdk.internal;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread, {@code pawn-feed}, on which a feed changes; and one, {@code pawn-feed-connect}, that may block. */
final class FeedLane implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FeedLane.class);
    private static final int MOST_FRAMES = 256;

    private final ScheduledThreadPoolExecutor lane = new ScheduledThreadPoolExecutor(1, ApiClient.daemon("pawn-feed"));
    private final ExecutorService blocking = Executors.newSingleThreadExecutor(ApiClient.daemon("pawn-feed-connect"));
    private final Semaphore frames = new Semaphore(MOST_FRAMES);

    FeedLane() {
        lane.setRemoveOnCancelPolicy(true);
        lane.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Gives false when the feed is over. */
    boolean run(Runnable task) {
        try {
            lane.execute(() -> guarded(task));
            return true;
        } catch (RejectedExecutionException over) {
            return false;
        }
    }

    /** Waits while too many frames wait: then the socket is not read, and the server replaces older states by newer. */
    void runBounded(Runnable task) {
        frames.acquireUninterruptibly();
        boolean taken = run(() -> {
            frames.release();
            task.run();
        });
        if (!taken) {
            frames.release();
        }
    }

    void after(Duration delay, Runnable task) {
        try {
            lane.schedule(() -> guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException over) {
            // nobody waits for it any more
        }
    }

    void block(Runnable task) {
        try {
            blocking.execute(() -> guarded(task));
        } catch (RejectedExecutionException over) {
            // nobody waits for it any more
        }
    }

    @Override
    public void close() {
        lane.shutdown();
        blocking.shutdown();
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable failure) { // the feed must live on
            LOG.warn("the feed stumbled", failure);
        }
    }
}
