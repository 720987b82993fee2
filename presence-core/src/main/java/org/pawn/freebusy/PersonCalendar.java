package org.pawn.freebusy;

import java.time.Instant;
import java.util.ArrayList;
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
 * @param unknown what one of the calendars does not speak of, merged
 * @param hours when the person works, merged
 * @param usable the hours, and all of the time of which nobody said whether the person works; merged
 */
record PersonCalendar(
        TimeSpan window,
        Optional<Instant> freshUntil,
        Optional<Instant> asOf,
        boolean hasCopy,
        boolean isWhole,
        List<CalendarEvent> events,
        List<BusyInterval> busy,
        List<TimeSpan> unknown,
        List<TimeSpan> hours,
        List<TimeSpan> usable) {

    /** Whether it can be believed at {@code now}. */
    Coverage coverage(Instant now) {
        if (!hasCopy) {
            return Coverage.NONE;
        }
        boolean isFresh = freshUntil.isEmpty() || now.isBefore(freshUntil.get());
        return isFresh ? Coverage.KNOWN : Coverage.STALE;
    }

    /** The same about a part of the window: where no calendar speaks of any of it, there is none. */
    Coverage coverage(TimeSpan part, Instant now) {
        Coverage whole = coverage(now);
        boolean isSilent = unknown.stream().anyMatch(span -> span.contains(part));
        return whole == Coverage.KNOWN && isSilent ? Coverage.NONE : whole;
    }

    /** To be kept for free-busy answers, which need no events: as small as it gets. */
    PersonCalendar packed() {
        return packedWith(List.of());
    }

    /** The same with its events, to be kept for schedules. */
    PersonCalendar packedWithEvents() {
        return packedWith(PackedEvents.of(events));
    }

    private PersonCalendar packedWith(List<CalendarEvent> newEvents) {
        List<TimeSpan> smallHours = PackedSpans.of(hours);
        return new PersonCalendar(
                window,
                freshUntil,
                asOf,
                hasCopy,
                isWhole,
                newEvents,
                PackedBusy.of(busy),
                PackedSpans.of(unknown),
                smallHours,
                usable.equals(hours) ? smallHours : PackedSpans.of(usable));
    }

    /** With more events than that it says nothing: each would wake the person's schedule. */
    PersonCalendar believedUpTo(int maxEvents) {
        return events.size() <= maxEvents ? this : with(Optional.of(Instant.MIN), List.of());
    }

    private PersonCalendar with(Optional<Instant> newFreshUntil, List<CalendarEvent> newEvents) {
        return new PersonCalendar(
                window, newFreshUntil, asOf, hasCopy, isWhole, newEvents, busy, unknown, hours, usable);
    }

    /** How many spans it holds in memory. */
    int size() {
        return busy.size() + unknown.size() + hours.size() + usable.size();
    }

    /** What is not surely free, merged: for finding gaps. */
    List<BusyInterval> taken() {
        if (unknown.isEmpty()) {
            return busy;
        }
        List<BusyInterval> taken = new ArrayList<>(busy);
        unknown.forEach(span -> taken.add(new BusyInterval(span.start(), span.end(), BusyType.BUSY)));
        return BusyInterval.merge(taken);
    }

    List<BusyInterval> busyWithin(TimeSpan part) {
        return busy.stream().flatMap(interval -> interval.within(part).stream()).toList();
    }

    List<TimeSpan> unknownWithin(TimeSpan part) {
        return within(unknown, part);
    }

    List<TimeSpan> hoursWithin(TimeSpan part) {
        return within(hours, part);
    }

    List<TimeSpan> usableWithin(TimeSpan part) {
        return within(usable, part);
    }

    private static List<TimeSpan> within(List<TimeSpan> spans, TimeSpan part) {
        return spans.stream().flatMap(span -> span.intersection(part).stream()).toList();
    }
}
