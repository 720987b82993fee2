package org.pawn.time;

import java.time.Duration;

/** Runs tasks later, by the monotonic clock. Tasks run on the timers' own thread and must be short. */
public interface Timers {
    /** A task that waits; cancelling one that has run does nothing. Thread-safe. */
    interface Timer {
        void cancel();
    }

    /** Runs {@code task} once, at least {@code delay} from now (at once when not positive). */
    Timer after(Duration delay, Runnable task);
}
