package org.pawn.calendar;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The bridge's threads. What is handed over after they were closed is dropped.
 *
 * @param coordinating one thread of short tasks: what is due when, and what presence is told
 * @param reading one thread that reads stores and expands files
 * @param fetching those that fetch feeds which answered last time
 * @param fetchingAgain those that fetch feeds which did not
 * @param lookingThroughFolder one thread that looks through the folder of calendars
 */
record Workers(
        Executor coordinating,
        Executor reading,
        Executor fetching,
        Executor fetchingAgain,
        Executor lookingThroughFolder)
        implements AutoCloseable {
    private static final int FETCHERS = 32; // many feeds can turn slow at once, each for the whole deadline
    private static final int REPEATERS = 8;
    private static final long STOP_SECONDS = 1;

    static Workers start() {
        return new Workers(
                threads("pawn-calendars", 1),
                threads("pawn-calendar-reader", 1),
                threads("pawn-feed", FETCHERS),
                threads("pawn-failing-feed", REPEATERS),
                threads("pawn-calendar-folder", 1));
    }

    /** All on the caller's thread. */
    static Workers direct() {
        return new Workers(Runnable::run, Runnable::run, Runnable::run, Runnable::run, Runnable::run);
    }

    private static ExecutorService threads(String name, int count) {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(
                count,
                count,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> {
                    Thread thread = new Thread(task, count == 1 ? name : name + "-" + number.getAndIncrement());
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Ends what they are doing; waits a moment for what touches the store. */
    @Override
    public void close() {
        List.of(lookingThroughFolder, fetching, fetchingAgain, reading, coordinating)
                .forEach(Workers::stop);
        if (reading instanceof ExecutorService reader) {
            try {
                reader.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void stop(Executor executor) {
        if (executor instanceof ExecutorService service) {
            service.shutdownNow();
        }
    }
}
