package org.pawn.freebusy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
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

    /** The same time without overlaps, neighbours joined, sorted. */
    public static List<TimeSpan> merge(Collection<TimeSpan> spans) {
        List<TimeSpan> merged = new ArrayList<>();
        List<TimeSpan> sorted =
                spans.stream().sorted(Comparator.comparing(TimeSpan::start)).toList();
        for (TimeSpan span : sorted) {
            int last = merged.size() - 1;
            if (last < 0 || merged.get(last).end().isBefore(span.start())) {
                merged.add(span);
            } else if (span.end().isAfter(merged.get(last).end())) {
                merged.set(last, new TimeSpan(merged.get(last).start(), span.end()));
            }
        }
        return merged;
    }

    /** What is left of this span beside {@code others}, which are merged and sorted. */
    public List<TimeSpan> without(List<TimeSpan> others) {
        List<TimeSpan> left = new ArrayList<>();
        Instant from = start;
        for (TimeSpan other : others) {
            if (!other.start.isBefore(end)) {
                break;
            }
            if (other.start.isAfter(from)) {
                left.add(new TimeSpan(from, other.start));
            }
            from = other.end.isAfter(from) ? other.end : from;
        }
        if (from.isBefore(end)) {
            left.add(new TimeSpan(from, end));
        }
        return left;
    }

    /** What both spans share; empty when they only touch. */
    public Optional<TimeSpan> intersection(TimeSpan other) {
        Instant from = start.isAfter(other.start) ? start : other.start;
        Instant to = end.isBefore(other.end) ? end : other.end;
        return from.isBefore(to) ? Optional.of(new TimeSpan(from, to)) : Optional.empty();
    }
}
