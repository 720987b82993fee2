package org.pawn.freebusy;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A half-open span {@code [start, end)}, in UTC, during which the calendar says "busy"; never empty. */
public record BusyInterval(Instant start, Instant end, BusyType type) {
    public BusyInterval {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("a busy interval ends after it starts");
        }
    }

    /** The part within {@code window}; empty when they only touch. */
    public Optional<BusyInterval> within(TimeSpan window) {
        return new TimeSpan(start, end)
                .intersection(window)
                .map(span -> new BusyInterval(span.start(), span.end(), type));
    }

    /**
     * The same busy time without overlaps: at each instant the strongest type counts, and neighbours of one type are
     * joined. Sorted by start.
     */
    public static List<BusyInterval> merge(Collection<BusyInterval> intervals) {
        BusyTimeline timeline = new BusyTimeline();
        intervals.forEach(timeline::add);
        return timeline.merged();
    }
}
