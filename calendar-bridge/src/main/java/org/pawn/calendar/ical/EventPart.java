package org.pawn.calendar.ical;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.pawn.freebusy.CalendarEvent;
import org.pawn.freebusy.TimeSpan;

/**
 * One VEVENT (or AVAILABLE) as read: a series, one occurrence of it, or an event that happens once.
 *
 * @param order where it stands in the file
 * @param uid its own line's number where the file gives none
 * @param recurrenceId the occurrence that it replaces, if it replaces one
 * @param andFuture whether it replaces all that follow, too (RFC 5545 section 3.2.13)
 * @param allDay whether it is said to last whole days, in dates or by Outlook's word
 * @param kind what it does to its owner; empty when nothing
 */
record EventPart(
        int order,
        String uid,
        long sequence,
        Instant stamp,
        Optional<IcalTime> recurrenceId,
        boolean andFuture,
        IcalTime start,
        Extent extent,
        Repetition repetition,
        Optional<CalendarEvent.Kind> kind,
        boolean allDay,
        boolean withOthers,
        Optional<String> subject) {

    /** Of several that say the same thing, the later revision (RFC 5546 section 2.1.4). */
    static final Comparator<EventPart> BY_REVISION = Comparator.comparingLong(EventPart::sequence)
            .thenComparing(EventPart::stamp)
            .thenComparingInt(EventPart::order);

    /** When it happens besides its start. */
    record Repetition(
            List<RecurrenceRule> rules, List<RecurrenceRule> exceptions, List<Extra> dates, List<IcalTime> except) {
        /** One RDATE; a period has its own extent. */
        record Extra(IcalTime start, Optional<Extent> extent) {}

        boolean isOnce() {
            return rules.isEmpty() && dates.isEmpty() && except.isEmpty() && exceptions.isEmpty();
        }
    }

    /**
     * The occurrence that starts at {@code at} and lasts for {@code lasting}; empty when it takes no time or lies outside
     * the window.
     */
    Optional<CalendarEvent> occurrence(IcalTime at, Extent lasting, Instant recurrence, TimeSpan window) {
        Instant from = at.instant();
        return occurrence(from, lasting.endOf(at, from), recurrence, window);
    }

    /** The same where this is all that there is of it. */
    Optional<CalendarEvent> once(TimeSpan window) {
        Instant from = start.instant();
        return occurrence(from, extent.endOf(start, from), from, window);
    }

    private Optional<CalendarEvent> occurrence(Instant from, Instant to, Instant recurrence, TimeSpan window) {
        if (kind.isEmpty() || !from.isBefore(to) || !window.overlaps(from, to)) {
            return Optional.empty();
        }
        return Optional.of(
                new CalendarEvent(uid + "/" + recurrence, from, to, kind.get(), allDay, withOthers, subject));
    }
}
