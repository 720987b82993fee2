package org.pawn.server.storage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.pawn.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many callers, one flush: what is handed in while the disk is busy is written together, in call order, in one
 * transaction that is synced to the disk before any of its callers hears of it. Futures complete in call order too, on
 * one thread of their own, where nothing may wait for another write. Thread-safe.
 */
final class DurableWriter implements AutoCloseable {
    private record Waiting(Consumer<Handle> unit, CompletableFuture<Void> written) {}

    private static final Logger LOG = LoggerFactory.getLogger(DurableWriter.class);
    private static final int MAX_BATCH = 256;
    private static final long CLOSE_SECONDS = 10;

    private final Jdbi jdbi;
    private final Consumer<Handle> sync;
    private final Runnable whenRefused;
    private final int capacity;
    private final Thread thread = new Thread(this::run, "pawn-durable-writer");
    private final ExecutorService answers = Executors.newSingleThreadExecutor(task -> {
        Thread answering = new Thread(task, "pawn-durable-answers");
        answering.setDaemon(true);
        return answering;
    });
    private final Queue<Waiting> queue = new ArrayDeque<>(); // guarded by this
    private boolean closing; // guarded by this
    private boolean failing; // writer thread only
    private boolean untrusted; // writer thread only

    /**
     * @param sync forces what was committed on the handle's connection to the disk
     * @param whenRefused called after each transaction that the database refused
     * @param capacity how many writes may wait; one more is refused
     */
    DurableWriter(Jdbi jdbi, Consumer<Handle> sync, Runnable whenRefused, int capacity) {
        this.jdbi = jdbi;
        this.sync = sync;
        this.whenRefused = whenRefused;
        this.capacity = capacity;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /**
     * Hands in a unit of work; never waits. The future completes once it is on disk; it fails with
     * {@link Refusal.Unavailable} where the queue is full or the disk refuses, and with what the unit threw, which
     * then is undone alone.
     *
     * @param unit uses the handle for nothing but statements; may be run a second time, after a roll-back
     */
    CompletableFuture<Void> write(Consumer<Handle> unit) {
        Waiting waiting = new Waiting(unit, new CompletableFuture<>());
        synchronized (this) {
            if (closing) {
                return CompletableFuture.failedFuture(new Refusal.Unavailable("The server is stopping."));
            }
            if (queue.size() >= capacity) {
                return CompletableFuture.failedFuture(
                        new Refusal.Unavailable("Too many changes wait to be written; try again in a moment."));
            }
            queue.add(waiting);
            notifyAll();
        }
        return waiting.written;
    }

    /** The same for a unit that finds something out, never null. */
    <T> CompletableFuture<T> compute(Function<Handle, T> unit) {
        AtomicReference<T> found = new AtomicReference<>();
        return write(handle -> found.set(unit.apply(handle))).thenApply(done -> found.get());
    }

    /** Writes what waits, answers it, then stops. */
    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
            answers.shutdown();
            answers.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            for (List<Waiting> batch = take(); !batch.isEmpty(); batch = take()) {
                Map<Waiting, Optional<Throwable>> outcome = write(batch);
                answers.execute(() -> outcome.forEach(DurableWriter::answer));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Empty once closed and drained. */
    private synchronized List<Waiting> take() throws InterruptedException {
        while (queue.isEmpty() && !closing) {
            wait();
        }
        List<Waiting> batch = new ArrayList<>();
        while (batch.size() < MAX_BATCH && !queue.isEmpty()) {
            batch.add(queue.remove());
        }
        return batch;
    }

    private Map<Waiting, Optional<Throwable>> write(List<Waiting> batch) {
        try {
            if (untrusted) {
                return refused(batch);
            }
            Map<Waiting, Optional<Throwable>> outcome = commit(batch);
            if (failing) {
                failing = false;
                LOG.info("the store can be written again");
            }
            return outcome;
        } catch (Throwable failure) { // the writer must live: these callers are refused, the next batch tries afresh
            refusedBy(failure);
            return refused(batch);
        }
    }

    /**
     * After a failed sync a later one would say "done" although pages are lost (Linux marks them clean), so nothing is
     * written again before a restart.
     */
    private void refusedBy(Throwable failure) {
        whenRefused.run();
        untrusted = SyncFailure.isCauseOf(failure);
        if (untrusted || !failing) {
            String until = untrusted ? "the disk is repaired and the server restarts" : "it can be";
            LOG.error("the store cannot be written; changes are refused until {}", until, failure);
        }
        failing = true;
    }

    private Map<Waiting, Optional<Throwable>> commit(List<Waiting> batch) {
        try (Handle handle = jdbi.open()) {
            handle.begin();
            Map<Waiting, Optional<Throwable>> outcome;
            try {
                outcome = together(handle, batch);
            } catch (RuntimeException | Error oneFailed) {
                LOG.debug("one of {} changes failed, they are written one by one", batch.size(), oneFailed);
                handle.rollback();
                handle.begin();
                outcome = oneByOne(handle, batch);
            }
            handle.commit();
            sync.accept(handle);
            return outcome;
        }
    }

    private static Map<Waiting, Optional<Throwable>> together(Handle handle, List<Waiting> batch) {
        Map<Waiting, Optional<Throwable>> outcome = new LinkedHashMap<>();
        for (Waiting waiting : batch) {
            waiting.unit.accept(handle);
            outcome.put(waiting, Optional.empty());
        }
        return outcome;
    }

    private static Map<Waiting, Optional<Throwable>> oneByOne(Handle handle, List<Waiting> batch) {
        Map<Waiting, Optional<Throwable>> outcome = new LinkedHashMap<>();
        for (Waiting waiting : batch) {
            handle.savepoint("unit");
            try {
                waiting.unit.accept(handle);
                outcome.put(waiting, Optional.empty());
            } catch (RuntimeException | Error failure) {
                handle.rollbackToSavepoint("unit");
                outcome.put(waiting, Optional.of(failure));
            }
        }
        return outcome;
    }

    private static Map<Waiting, Optional<Throwable>> refused(List<Waiting> batch) {
        Throwable refusal = new Refusal.Unavailable("The change could not be written to the disk.");
        Map<Waiting, Optional<Throwable>> outcome = new LinkedHashMap<>();
        batch.forEach(waiting -> outcome.put(waiting, Optional.of(refusal)));
        return outcome;
    }

    private static void answer(Waiting waiting, Optional<Throwable> failure) {
        try {
            failure.ifPresentOrElse(waiting.written::completeExceptionally, () -> waiting.written.complete(null));
        } catch (Throwable inCallback) { // the next caller must hear too
            LOG.error("what followed a write failed", inCallback);
        }
    }
}
