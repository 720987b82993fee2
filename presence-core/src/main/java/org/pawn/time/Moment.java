package org.pawn.time;

import java.time.Duration;
import java.time.Instant;

/** One reading of both clocks, taken together. */
public record Moment(Instant wall, long nanos) {
    /** The monotonic reading {@code life} from here, never overflowing. */
    public long deadline(Duration life) {
        return nanos + Math.min(life.toNanos(), Long.MAX_VALUE / 4);
    }

    public boolean isPast(long deadlineNanos) {
        return deadlineNanos - nanos <= 0;
    }

    /** How long until that deadline; zero or negative once it has passed. */
    public Duration until(long deadlineNanos) {
        return Duration.ofNanos(deadlineNanos - nanos);
    }

    /** Where the wall clock will stand at that deadline, if nobody sets it. */
    public Instant wallAt(long deadlineNanos) {
        return wall.plusNanos(deadlineNanos - nanos);
    }

    /** The deadline that the wall clock will reach at {@code instant}, if nobody sets it. */
    public long nanosAt(Instant instant) {
        return deadline(Duration.between(wall, instant));
    }
}
