package org.pawn.calendar.ical;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.pawn.address.AddressOfRecord;
import org.pawn.freebusy.BusyType;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.CalendarExpansion;
import org.pawn.freebusy.CalendarOwner;
import org.pawn.freebusy.TimeSpan;
import org.pawn.freebusy.WorkingHours;

/** Small calendars for tests, and their busy time in a form that is easy to read. */
final class Ical {
    static final AddressOfRecord ALICE = new AddressOfRecord("alice", "example.com");

    private Ical() {}

    static String event(String... lines) {
        return "BEGIN:VEVENT\r\n" + String.join("\r\n", lines) + "\r\nEND:VEVENT";
    }

    static String calendar(String... parts) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example.com//test//EN\r\n" + String.join("\r\n", parts)
                + "\r\nEND:VCALENDAR\r\n";
    }

    static CalendarOwner owner(String zone) {
        return CalendarOwner.of(ALICE, ZoneId.of(zone));
    }

    static CalendarOwner askedOwner(boolean unansweredIsTentative) {
        return new CalendarOwner(
                ALICE, ZoneId.of("UTC"), Set.of("a.example@example.com"), WorkingHours.UNKNOWN, unansweredIsTentative);
    }

    /** Measured as the server does, so that a busy machine cuts nothing off. */
    static IcalExpander expander() {
        return new IcalExpander(ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime);
    }

    static CalendarExpansion expand(CalendarOwner owner, String from, String to, String ics) {
        return expander().expand(CalendarBytes.of(ics), owner, new TimeSpan(Instant.parse(from), Instant.parse(to)));
    }

    /** Busy spans as {@code 2030-03-04T09:00:00Z/2030-03-04T10:00:00Z}, with the type where it is not BUSY. */
    static List<String> busy(CalendarExpansion expansion) {
        return expansion.busy().stream()
                .map(interval -> interval.start() + "/" + interval.end()
                        + (interval.type() == BusyType.BUSY ? "" : " " + interval.type()))
                .toList();
    }

    /** Alice's year 2030, in UTC, with these parts in the calendar and {@code zone} as hers. */
    static List<String> year(String zone, String... parts) {
        return busy(expand(owner(zone), "2030-01-01T00:00:00Z", "2031-01-01T00:00:00Z", calendar(parts)));
    }

    /** What was left out of these parts. */
    static List<String> problems(String... parts) {
        return expand(owner("UTC"), "2030-01-01T00:00:00Z", "2031-01-01T00:00:00Z", calendar(parts)).problems().stream()
                .map(problem -> problem.component() + ": " + problem.reason())
                .toList();
    }
}
