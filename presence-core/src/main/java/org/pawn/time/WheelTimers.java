package org.pawn.time;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A hashed wheel: adding and cancelling cost the same for ten timers or a million; a timer is up to one tick late.
 * One thread, {@code pawn-timers}. Thread-safe.
 */
public final class WheelTimers implements Timers, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WheelTimers.class);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int SLOTS = 4096;

    private final TimeSource time;
    private final long startNanos;
    private final List<ArrayDeque<Waiting>> slots; // each guarded by itself
    private final Thread thread;
    private volatile boolean closed;
    private volatile long tick; // written by the thread only

    public WheelTimers(TimeSource time) {
        this.time = time;
        this.startNanos = time.nanos();
        this.slots = new ArrayList<>(SLOTS);
        for (int i = 0; i < SLOTS; i++) {
            slots.add(new ArrayDeque<>(0));
        }
        this.thread = new Thread(this::turn, "pawn-timers");
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        long nanos = Math.max(0, Math.min(delay.toNanos(), Long.MAX_VALUE / 4));
        long due = (time.nanos() - startNanos + nanos + TICK_NANOS - 1) / TICK_NANOS;
        Waiting waiting = new Waiting(task);
        while (true) {
            waiting.dueTick = Math.max(due, tick + 1);
            ArrayDeque<Waiting> slot = slots.get((int) (waiting.dueTick % SLOTS));
            synchronized (slot) {
                if (waiting.dueTick > tick) { // the wheel has not passed this slot meanwhile
                    slot.add(waiting);
                    return waiting;
                }
            }
        }
    }

    private void turn() {
        List<Waiting> due = new ArrayList<>();
        while (!closed) {
            long target = (time.nanos() - startNanos) / TICK_NANOS;
            while (tick < target && !closed) {
                collect(tick + 1, due);
                due.forEach(Waiting::run);
                due.clear();
            }
            LockSupport.parkNanos(TICK_NANOS);
        }
    }

    private void collect(long next, List<Waiting> due) {
        ArrayDeque<Waiting> slot = slots.get((int) (next % SLOTS));
        synchronized (slot) {
            tick = next;
            for (var it = slot.iterator(); it.hasNext(); ) {
                Waiting waiting = it.next();
                if (waiting.task == null) {
                    it.remove();
                } else if (waiting.dueTick <= next) {
                    it.remove();
                    due.add(waiting);
                }
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private static final class Waiting implements Timer {
        private volatile @Nullable Runnable task; // null once cancelled or run
        private long dueTick; // guarded by its slot

        Waiting(Runnable task) {
            this.task = task;
        }

        void run() {
            Runnable now = task;
            task = null;
            if (now == null) {
                return;
            }
            try {
                now.run();
            } catch (Throwable failure) { // the wheel must turn on
                LOG.error("a timer's task failed", failure);
            }
        }

        @Override
        public void cancel() {
            task = null;
        }
    }
}
