package org.pawn.freebusy;

import java.time.Instant;
import java.util.List;

/**
 * A person's busy time in a window {@code [from, to)}, in UTC.
 *
 * @param asOf when the oldest of the calendars behind it was read; {@code from} where there is none
 * @param busy merged, sorted, clipped to the window
 * @param unknown where neither busy nor free is claimed: the whole window unless the coverage is known
 * @param workingHours sorted; empty where they are not known
 */
public record FreeBusy(
        Instant from,
        Instant to,
        Instant asOf,
        Coverage coverage,
        List<BusyInterval> busy,
        List<TimeSpan> unknown,
        List<TimeSpan> workingHours) {

    public FreeBusy {
        busy = List.copyOf(busy);
        unknown = List.copyOf(unknown);
        workingHours = List.copyOf(workingHours);
    }

    /** An answer that claims nothing about the window. */
    public static FreeBusy unknown(TimeSpan window, Coverage coverage, Instant asOf) {
        return new FreeBusy(window.start(), window.end(), asOf, coverage, List.of(), List.of(window), List.of());
    }
}
