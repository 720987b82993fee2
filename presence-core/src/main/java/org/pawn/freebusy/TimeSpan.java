package org.pawn.freebusy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A half-open span {@code [start, end)}, in UTC; never empty. */
public record TimeSpan(Instant start, Instant end) {
    public TimeSpan {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("a span ends after it starts");
        }
    }

    public Duration length() {
        return Duration.between(start, end);
    }

    public boolean contains(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(end);
    }

    public boolean contains(TimeSpan other) {
        return !other.start.isBefore(start) && !other.end.isAfter(end);
    }

    public boolean overlaps(Instant otherStart, Instant otherEnd) {
        return otherStart.isBefore(end) && start.isBefore(otherEnd);
    }

    /** What both spans share; empty when they only touch. */
    public Optional<TimeSpan> intersection(TimeSpan other) {
        Instant from = start.isAfter(other.start) ? start : other.start;
        Instant to = end.isBefore(other.end) ? end : other.end;
        return from.isBefore(to) ? Optional.of(new TimeSpan(from, to)) : Optional.empty();
    }
}
