package org.pawn.freebusy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All counting calendars of one person, expanded over a window.
 *
 * @param freshUntil when a feed grows stale unless it is read before; empty where none can
 * @param asOf when the oldest copy was read, if there is one
 * @param hasCopy whether any calendar could be read at all
 * @param isWhole whether nothing was left out for making too many occurrences
 * @param events sorted by start
 * @param busy merged
 * @param hours when the person works, merged; empty where not known
 */
record PersonCalendar(
        TimeSpan window,
        Optional<Instant> freshUntil,
        Optional<Instant> asOf,
        boolean hasCopy,
        boolean isWhole,
        List<CalendarEvent> events,
        List<BusyInterval> busy,
        List<TimeSpan> hours) {

    /** Whether it can be believed at {@code now}. */
    Coverage coverage(Instant now) {
        if (!hasCopy) {
            return Coverage.NONE;
        }
        boolean isFresh = freshUntil.isEmpty() || now.isBefore(freshUntil.get());
        return isFresh ? Coverage.KNOWN : Coverage.STALE;
    }

    /** For free-busy answers, which need no events. */
    PersonCalendar withoutEvents() {
        return new PersonCalendar(window, freshUntil, asOf, hasCopy, isWhole, List.of(), busy, hours);
    }

    /** With more events than that it says nothing: each would wake the person's schedule. */
    PersonCalendar believedUpTo(int maxEvents) {
        return events.size() <= maxEvents
                ? this
                : new PersonCalendar(window, Optional.of(Instant.MIN), asOf, hasCopy, isWhole, List.of(), busy, hours);
    }

    List<BusyInterval> busyWithin(TimeSpan part) {
        return busy.stream().flatMap(interval -> interval.within(part).stream()).toList();
    }

    List<TimeSpan> hoursWithin(TimeSpan part) {
        return hours.stream().flatMap(span -> span.intersection(part).stream()).toList();
    }
}
