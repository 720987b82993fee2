package org.pawn.freebusy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one calendar says about a window.
 *
 * @param events occurrences that overlap the window, sorted by start
 * @param busy merged busy time within the window, from events, free-busy components and availability together
 * @param available where the calendar's VAVAILABILITY says "within hours", merged, within the window (RFC 7953)
 * @param stated the parts of the window about which a VAVAILABILITY says anything at all, merged
 * @param unknown the parts of the window that the calendar does not speak of, merged: published busy time has an end
 * @param isWhole whether no component was left out for making too many occurrences in this window
 * @param understood how many components of the file count, whatever the window
 * @param refreshInterval how often its publisher wants it read (RFC 7986 section 5.7), if it says
 * @param problems what was left out, in the order of the file
 */
public record CalendarExpansion(
        List<CalendarEvent> events,
        List<BusyInterval> busy,
        List<TimeSpan> available,
        List<TimeSpan> stated,
        List<TimeSpan> unknown,
        boolean isWhole,
        int understood,
        Optional<Duration> refreshInterval,
        List<CalendarProblem> problems) {

    public CalendarExpansion {
        events = List.copyOf(events);
        busy = List.copyOf(busy);
        available = List.copyOf(available);
        stated = List.copyOf(stated);
        unknown = List.copyOf(unknown);
        problems = List.copyOf(problems);
    }

    /**
     * The same calendar as one that says when its owner works: within its available time and its firm events. Where it
     * has events, all time outside them is off.
     */
    CalendarExpansion asWorkingHours(TimeSpan window) {
        List<TimeSpan> shifts = events.stream()
                .filter(event ->
                        event.kind() == CalendarEvent.Kind.BUSY || event.kind() == CalendarEvent.Kind.ELSEWHERE)
                .map(event -> new TimeSpan(event.start(), event.end()))
                .toList();
        List<TimeSpan> working = new ArrayList<>(available);
        working.addAll(shifts);
        return new CalendarExpansion(
                List.of(),
                List.of(),
                TimeSpan.merge(working),
                shifts.isEmpty() ? stated : List.of(window),
                List.of(),
                isWhole,
                understood,
                refreshInterval,
                problems);
    }
}
