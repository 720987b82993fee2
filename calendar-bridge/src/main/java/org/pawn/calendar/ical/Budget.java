package org.pawn.calendar.ical;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What expanding one calendar may cost: candidate instances, and time by the monotonic clock. One thread only.
 * Candidates can be lent to one series at a time, so that a hostile one does not starve the others.
 */
final class Budget {
    private static final int STEPS_BETWEEN_LOOKS = 256;

    private final LongSupplier nanos;
    private final long deadlineNanos;
    private long candidates;
    private long loan = Long.MAX_VALUE;
    private int steps;

    Budget(LongSupplier nanos, Duration time, long candidates) {
        this.nanos = nanos;
        this.deadlineNanos = nanos.getAsLong() + time.toNanos();
        this.candidates = candidates;
    }

    /** Nothing may be expanded. */
    static Budget none() {
        return new Budget(() -> 0, Duration.ZERO, 0);
    }

    /** From here on at most {@code most} candidates, until the next loan. */
    void lend(long most) {
        loan = most;
    }

    /** One candidate instance was made. */
    void candidate() {
        if (--candidates < 0 || --loan < 0) {
            throw new BudgetExceeded();
        }
        step();
    }

    /** Some work was done that made no candidate. */
    void step() {
        if (++steps >= STEPS_BETWEEN_LOOKS) {
            steps = 0;
            if (nanos.getAsLong() - deadlineNanos > 0) {
                throw new BudgetExceeded();
            }
        }
    }
}
