package org.pawn.calendar;

import java.time.Duration;
import org.pawn.time.Moment;
import org.pawn.time.TimeSource;
import org.pawn.time.Timers;

/** Notices that the wall clock was set, by its distance from the monotonic one: timers alone would not. */
final class ClockWatch implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    private final TimeSource time;
    private final Timers timers;
    private final Runnable clockWasSet;
    private Moment last;
    private volatile boolean closed;

    ClockWatch(TimeSource time, Timers timers, Runnable clockWasSet) {
        this.time = time;
        this.timers = timers;
        this.clockWasSet = clockWasSet;
        this.last = time.moment();
    }

    void start() {
        last = time.moment();
        timers.after(EVERY, this::look);
    }

    private void look() {
        if (closed) {
            return;
        }
        Moment now = time.moment();
        Duration set = Duration.between(last.wallAt(now.nanos()), now.wall()).abs();
        last = now;
        if (set.compareTo(TOLERANCE) > 0) {
            clockWasSet.run();
        }
        timers.after(EVERY, this::look);
    }

    @Override
    public void close() {
        closed = true;
    }
}
