package org.pawn.sdk;

import java.time.Instant;

/** A half-open span {@code [start, end)}, in UTC. */
public record TimeSpan(Instant start, Instant end) {
    public TimeSpan {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("a span does not end before it starts: " + start + " " + end);
        }
    }

    /** Whether the two share more than an edge. */
    public boolean overlaps(TimeSpan other) {
        return start.isBefore(other.end) && other.start.isBefore(end);
    }
}
