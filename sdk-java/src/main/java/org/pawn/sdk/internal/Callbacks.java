package org.pawn.sdk.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.pawn.sdk.Presence;
import org.pawn.sdk.PresenceClientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that calls listeners. A state that waits is replaced by a newer one of the same person in the same
 * watch; of everything else at most 1,000 wait, then whoever brings more waits too.
 */
final class Callbacks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);
    private static final int MOST_WAITING = 1_000;

    private record Key(WatchState watch, String address) {}

    private final ExecutorService thread = Executors.newSingleThreadExecutor(ApiClient.daemon("pawn-feed-callbacks"));
    private final Map<Key, Presence> waiting = new HashMap<>(); // guarded by this
    private final Semaphore places = new Semaphore(MOST_WAITING);

    void presence(WatchState watch, Presence presence) {
        Key key = new Key(watch, presence.address());
        synchronized (this) {
            if (waiting.put(key, presence) != null) {
                return;
            }
        }
        execute(() -> deliver(key));
    }

    void call(Runnable callback) {
        places.acquireUninterruptibly();
        boolean taken = execute(() -> {
            places.release();
            guarded(callback);
        });
        if (!taken) {
            places.release();
        }
    }

    /** Fails it on this thread, where dependents may take their time. */
    void fail(CompletableFuture<?> future, PresenceClientException failure) {
        call(() -> future.completeExceptionally(failure));
    }

    private void deliver(Key key) {
        Presence newest;
        synchronized (this) {
            newest = waiting.remove(key);
        }
        if (newest != null && !key.watch().isOver()) {
            guarded(() -> key.watch().listener().onPresence(newest));
        }
    }

    private boolean execute(Runnable task) {
        try {
            thread.execute(task);
            return true;
        } catch (RejectedExecutionException closed) {
            return false;
        }
    }

    private static void guarded(Runnable callback) {
        try {
            callback.run();
        } catch (Throwable failure) { // a listener's mistake must not silence the others
            LOG.warn("a listener failed", failure);
        }
    }

    /** What waits is still told; nothing new is taken. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
