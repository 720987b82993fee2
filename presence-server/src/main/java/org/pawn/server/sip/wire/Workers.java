package org.pawn.server.sip.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads of one role: one peer's work on one of them, in order. Queues are bounded. */
final class Workers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

    private final List<ThreadPoolExecutor> threads = new ArrayList<>();

    Workers(String role, int count, int queueLength) {
        for (int i = 0; i < count; i++) {
            String name = "pawn-sip-" + role + "-" + i;
            ThreadPoolExecutor worker =
                    new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queueLength), task -> {
                        Thread thread = new Thread(task, name);
                        thread.setDaemon(true);
                        return thread;
                    });
            threads.add(worker);
        }
    }

    void start() {
        threads.forEach(ThreadPoolExecutor::prestartAllCoreThreads);
    }

    /** False when that peer's queue is full or the wire is stopping: the work is not done. */
    boolean execute(SipPeer peer, Runnable work) {
        try {
            threads.get(Math.floorMod(peer.hashCode() * 0x9E3779B9 >>> 16, threads.size()))
                    .execute(() -> guarded(work));
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (OutOfMemoryError fatal) {
            throw fatal; // ends the process: never a half-dead listener
        } catch (Throwable failure) { // nothing that a peer sends may stop a thread
            LOG.error("work for a SIP peer failed", failure);
        }
    }

    @Override
    public void close() {
        threads.forEach(ThreadPoolExecutor::shutdown);
        try {
            for (ThreadPoolExecutor thread : threads) {
                thread.awaitTermination(2, TimeUnit.SECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
