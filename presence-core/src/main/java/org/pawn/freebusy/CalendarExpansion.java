package org.pawn.freebusy;

import java.util.List;

/**
 * What one calendar says about a window.
 *
 * @param events occurrences that overlap the window, sorted by start
 * @param busy merged busy time within the window, from events, free-busy components and availability together
 * @param available where the calendar's VAVAILABILITY says "within hours", merged, within the window (RFC 7953)
 * @param statesHours whether a VAVAILABILITY says anything about the window at all
 * @param problems what was left out, in the order of the file
 */
public record CalendarExpansion(
        List<CalendarEvent> events,
        List<BusyInterval> busy,
        List<TimeSpan> available,
        boolean statesHours,
        List<CalendarProblem> problems) {

    public CalendarExpansion {
        events = List.copyOf(events);
        busy = List.copyOf(busy);
        available = List.copyOf(available);
        problems = List.copyOf(problems);
    }
}
