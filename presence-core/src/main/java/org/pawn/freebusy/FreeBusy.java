package org.pawn.freebusy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A person's busy time in a window {@code [from, to)}, in UTC.
 *
 * @param asOf when the oldest of the calendars behind it was read, if any was
 * @param busy merged, sorted, clipped to the window
 * @param unknown where nothing is claimed to be free, merged: the whole window unless the coverage is known
 * @param workingHours sorted; empty where they are not known, or the person is off all through the window
 * @param usableHours the working hours, and all of the time of which nobody said whether the person works; merged
 */
public record FreeBusy(
        Instant from,
        Instant to,
        Optional<Instant> asOf,
        Coverage coverage,
        List<BusyInterval> busy,
        List<TimeSpan> unknown,
        List<TimeSpan> workingHours,
        List<TimeSpan> usableHours) {

    public FreeBusy {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a window ends after it starts");
        }
        busy = List.copyOf(busy);
        unknown = List.copyOf(unknown);
        workingHours = List.copyOf(workingHours);
        usableHours = List.copyOf(usableHours);
    }

    /** An answer that claims nothing about the window. */
    public static FreeBusy unknown(TimeSpan window, Coverage coverage, Optional<Instant> asOf) {
        return new FreeBusy(
                window.start(), window.end(), asOf, coverage, List.of(), List.of(window), List.of(), List.of(window));
    }
}
