package org.pawn.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Both clocks and the timers, set by the test. {@link #advance} moves both clocks and runs the timers that come due, in
 * order, on the calling thread, each at its own instant.
 */
public final class SettableTime implements TimeSource, Timers {
    private record Due(long nanos, long order, Runnable task, boolean[] cancelled) implements Timer {
        @Override
        public void cancel() {
            cancelled[0] = true;
        }
    }

    private final PriorityQueue<Due> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Due::nanos).thenComparingLong(Due::order)); // guarded by this
    private Instant now; // guarded by this
    private long nanos = 1_000_000_000L; // guarded by this
    private long order; // guarded by this

    public SettableTime(Instant now) {
        this.now = now;
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized Moment moment() {
        return new Moment(now, nanos);
    }

    @Override
    public synchronized Timer after(Duration delay, Runnable task) {
        Due due = new Due(nanos + Math.max(0, delay.toNanos()), order++, task, new boolean[1]);
        waiting.add(due);
        return due;
    }

    public void advance(Duration by) {
        long target = nanos() + by.toNanos();
        while (true) {
            Due due = next(target);
            if (due == null) {
                break;
            }
            if (!due.cancelled()[0]) {
                due.task().run();
            }
        }
        moveTo(target);
    }

    public void advanceTo(Instant instant) {
        advance(Duration.between(now(), instant));
    }

    /** Sets the wall clock alone, as an operator would. */
    public synchronized void jumpTo(Instant wall) {
        now = wall;
    }

    private synchronized Due next(long target) {
        if (waiting.isEmpty() || waiting.peek().nanos() > target) {
            return null;
        }
        Due due = waiting.poll();
        moveTo(Math.max(nanos, due.nanos()));
        return due;
    }

    private synchronized void moveTo(long target) {
        now = now.plusNanos(target - nanos);
        nanos = target;
    }
}
