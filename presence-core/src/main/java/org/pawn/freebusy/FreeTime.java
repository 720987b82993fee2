package org.pawn.freebusy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds gaps in busy time, within working hours where they are known. */
final class FreeTime {
    private FreeTime() {}

    /**
     * The start of the first gap of {@code length} in the window, from {@code start} on.
     *
     * @param busy merged and sorted
     * @param hours merged and sorted; empty means the whole day
     */
    static Optional<Instant> next(TimeSpan window, Duration length, List<BusyInterval> busy, List<TimeSpan> hours) {
        return gaps(window, length, busy, hours).map(TimeSpan::start).findFirst();
    }

    /** All gaps of at least {@code length}, in order; the same arguments as {@link #next}. */
    static Stream<TimeSpan> gaps(TimeSpan window, Duration length, List<BusyInterval> busy, List<TimeSpan> hours) {
        List<TimeSpan> usable = hours.isEmpty() ? List.of(window) : hours;
        return usable.stream()
                .flatMap(span -> span.intersection(window).stream())
                .flatMap(span -> gapsIn(span, length, busy).stream());
    }

    private static List<TimeSpan> gapsIn(TimeSpan span, Duration length, List<BusyInterval> busy) {
        List<TimeSpan> gaps = new ArrayList<>();
        Instant free = span.start();
        for (BusyInterval interval : busy) {
            if (!interval.start().isBefore(span.end())) {
                break;
            }
            if (!interval.start().isBefore(free.plus(length))) {
                gaps.add(new TimeSpan(free, interval.start()));
            }
            free = interval.end().isAfter(free) ? interval.end() : free;
        }
        if (!free.plus(length).isAfter(span.end())) {
            gaps.add(new TimeSpan(free, span.end()));
        }
        return gaps;
    }
}
