package org.pawn.freebusy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
        List<TimeSpan> usable = hours.isEmpty() ? List.of(window) : hours;
        return usable.stream()
                .flatMap(span -> span.intersection(window).stream())
                .flatMap(span -> nextIn(span, length, busy).stream())
                .findFirst();
    }

    private static Optional<Instant> nextIn(TimeSpan span, Duration length, List<BusyInterval> busy) {
        Instant free = span.start();
        for (BusyInterval interval : busy) {
            if (!interval.end().isAfter(free)) {
                continue;
            }
            if (!interval.start().isBefore(free.plus(length))) {
                break;
            }
            free = interval.end();
        }
        return free.plus(length).isAfter(span.end()) ? Optional.empty() : Optional.of(free);
    }
}
