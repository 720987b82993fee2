package org.pawn.freebusy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds gaps in busy time, within the hours that are of use. */
final class FreeTime {
    private FreeTime() {}

    /**
     * The start of the first gap of {@code length} in the window, from {@code start} on.
     *
     * @param busy merged and sorted
     * @param usable merged and sorted: working hours, and where these are not known all of the time
     */
    static Optional<Instant> next(TimeSpan window, Duration length, List<BusyInterval> busy, List<TimeSpan> usable) {
        return gaps(window, length, busy, usable).map(TimeSpan::start).findFirst();
    }

    /** All gaps of at least {@code length}, in order; the same arguments as {@link #next}. */
    static Stream<TimeSpan> gaps(TimeSpan window, Duration length, List<BusyInterval> busy, List<TimeSpan> usable) {
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
