package org.pawn.concurrent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries soft state to its store, at most {@value #MAX_DELAY_MILLIS} ms late, the newest change of each key only.
 * What waits is bounded by the number of keys. While the store fails, changes are kept and tried again. Thread-safe.
 */
public final class WriteBehind<C> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WriteBehind.class);
    private static final long MAX_DELAY_MILLIS = 100;
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final Function<C, Object> keyOf;
    private final Consumer<List<C>> sink;
    private final Thread thread;
    private Map<Object, C> waiting = new LinkedHashMap<>(); // guarded by this
    private boolean closing; // guarded by this

    /** @param sink applies one batch in order, all or nothing; called by one thread */
    public WriteBehind(String name, Function<C, Object> keyOf, Consumer<List<C>> sink) {
        this.keyOf = keyOf;
        this.sink = sink;
        this.thread = new Thread(this::run, "pawn-write-behind-" + name);
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    public synchronized void add(C change) {
        Object key = keyOf.apply(change);
        waiting.remove(key); // so that the newest comes last
        waiting.put(key, change);
        if (waiting.size() == 1) {
            notifyAll();
        }
    }

    private void run() {
        try {
            while (true) {
                List<C> batch = take();
                if (batch.isEmpty()) {
                    return;
                }
                write(batch);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized List<C> take() throws InterruptedException {
        while (waiting.isEmpty() && !closing) {
            wait();
        }
        if (!closing) {
            wait(MAX_DELAY_MILLIS); // gathers what comes together
        }
        List<C> batch = new ArrayList<>(waiting.values());
        waiting = new LinkedHashMap<>();
        return batch;
    }

    private void write(List<C> batch) throws InterruptedException {
        try {
            sink.accept(batch);
        } catch (Throwable failure) { // the writer must live: what failed goes to the front of the next batch
            LOG.warn("soft state could not be written, {} changes wait", batch.size(), failure);
            giveBack(batch);
        }
    }

    private synchronized void giveBack(List<C> batch) throws InterruptedException {
        Map<Object, C> merged = new LinkedHashMap<>();
        batch.forEach(change -> merged.put(keyOf.apply(change), change));
        waiting.forEach((key, change) -> {
            merged.remove(key);
            merged.put(key, change);
        });
        waiting = closing ? new LinkedHashMap<>() : merged;
        if (!closing) {
            wait(AFTER_FAILURE.toMillis());
        }
    }

    /** Writes what waits, then stops; waits at most three seconds for it. */
    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        try {
            thread.join(3_000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
