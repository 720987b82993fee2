package org.pawn.concurrent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries soft state to its store, a delay late at most; of several changes of a key the newest, or what they come to
 * together. What waits is bounded by the number of keys. While the store fails, changes are kept and tried again.
 * Whoever adds never waits for the store. Thread-safe.
 */
public final class WriteBehind<C> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WriteBehind.class);
    private static final Duration USUAL_DELAY = Duration.ofMillis(100);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    /** What the writer takes at once. */
    private record Taken<C>(Map<Object, C> changes, List<CompletableFuture<Void>> flushes, boolean closing) {}

    private final Function<C, Object> keyOf;
    private final BinaryOperator<C> merge;
    private final int capacity;
    private final Duration delay;
    private final Consumer<List<C>> sink;
    private final Thread thread;
    private Map<Object, C> waiting = new LinkedHashMap<>(); // guarded by this
    private List<CompletableFuture<Void>> flushes = new ArrayList<>(); // guarded by this
    private int keptBack; // guarded by this: how many the store refused
    private boolean closing; // guarded by this
    private boolean over; // guarded by this
    private Map<Object, C> refused = new LinkedHashMap<>(); // writer only

    /**
     * Keeps the newest change of each key, 100 ms late, without a bound of its own.
     *
     * @param sink applies one batch in order, all or nothing; called by one thread
     */
    public WriteBehind(String name, Function<C, Object> keyOf, Consumer<List<C>> sink) {
        this(name, keyOf, (older, newer) -> newer, Integer.MAX_VALUE, USUAL_DELAY, sink);
    }

    /**
     * @param merge makes one change of an older and a newer one of the same key
     * @param capacity how many keys may wait
     * @param delay at least a millisecond
     */
    public WriteBehind(
            String name,
            Function<C, Object> keyOf,
            BinaryOperator<C> merge,
            int capacity,
            Duration delay,
            Consumer<List<C>> sink) {
        if (delay.toMillis() <= 0) {
            throw new IllegalArgumentException("what is written behind waits a while");
        }
        this.keyOf = keyOf;
        this.merge = merge;
        this.capacity = capacity;
        this.delay = delay;
        this.sink = sink;
        this.thread = new Thread(this::run, "pawn-write-behind-" + name);
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** False where there is no room for another key: the change is lost. */
    public boolean add(C change) {
        Object key = keyOf.apply(change);
        synchronized (this) {
            C older = waiting.remove(key); // so that the newest comes last
            if (older == null && waiting.size() + keptBack >= capacity) {
                return false;
            }
            waiting.put(key, older == null ? change : merge.apply(older, change));
            if (older == null && waiting.size() == 1 && keptBack == 0) { // else it gathers, or pauses and looks again
                notifyAll();
            }
            return true;
        }
    }

    /** Does not wait out the delay; completes once the store was given all that was added before, or has refused it. */
    public CompletableFuture<Void> flush() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        flush(done);
        return done;
    }

    /** The same, and then does that on the writer's own thread, which may wait for the store; until it is closed. */
    public CompletableFuture<Void> flushThen(Runnable work) {
        CompletableFuture<Void> flushed = new CompletableFuture<>();
        CompletableFuture<Void> done = flushed.thenRun(work); // before anybody can complete it
        flush(flushed);
        return done;
    }

    private void flush(CompletableFuture<Void> done) {
        synchronized (this) {
            if (!over) {
                flushes.add(done);
                notifyAll();
                return;
            }
        }
        done.complete(null);
    }

    private void run() {
        try {
            boolean last = false;
            while (!last) {
                Taken<C> taken = take();
                boolean written = write(taken);
                taken.flushes().forEach(each -> each.complete(null));
                if (!written) {
                    pause();
                }
                last = taken.closing() && taken.changes().isEmpty();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    private synchronized Taken<C> take() throws InterruptedException {
        while (waiting.isEmpty() && keptBack == 0 && flushes.isEmpty() && !closing) {
            wait();
        }
        if (!closing && flushes.isEmpty()) {
            wait(delay.toMillis()); // gathers what comes together
        }
        Taken<C> taken = new Taken<>(waiting, flushes, closing);
        waiting = new LinkedHashMap<>();
        flushes = new ArrayList<>();
        return taken;
    }

    /** What failed before goes first; false where the store refuses. */
    private boolean write(Taken<C> taken) {
        Map<Object, C> all = refused;
        taken.changes().forEach((key, change) -> {
            C older = all.remove(key);
            all.put(key, older == null ? change : merge.apply(older, change));
        });
        boolean written = all.isEmpty() || isTaken(List.copyOf(all.values()));
        keepBack(written || taken.closing() ? new LinkedHashMap<>() : all);
        return written;
    }

    private boolean isTaken(List<C> batch) {
        try {
            sink.accept(batch);
            return true;
        } catch (Throwable failure) { // the writer must live
            LOG.warn("soft state could not be written, {} changes wait", batch.size(), failure);
            return false;
        }
    }

    private void keepBack(Map<Object, C> changes) {
        refused = changes;
        synchronized (this) {
            keptBack = changes.size();
        }
    }

    private synchronized void pause() throws InterruptedException {
        if (!closing && flushes.isEmpty()) {
            wait(AFTER_FAILURE.toMillis());
        }
    }

    private void end() {
        List<CompletableFuture<Void>> last;
        synchronized (this) {
            over = true;
            last = flushes;
            flushes = new ArrayList<>();
        }
        last.forEach(each -> each.complete(null));
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
