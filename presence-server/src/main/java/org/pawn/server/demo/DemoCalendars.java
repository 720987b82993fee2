package org.pawn.server.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pawn.address.AddressOfRecord;

/** Calendars for the demo's people: something happens soon after it starts, and the days after have a shape. */
public final class DemoCalendars {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private DemoCalendars() {}

    /** iCalendar text by person. */
    public static Map<AddressOfRecord, String> around(Instant now) {
        Map<AddressOfRecord, String> calendars = new LinkedHashMap<>();
        calendars.put(
                DemoPeople.ALICE,
                calendar(event("alice-1", "Budget", now.plus(Duration.ofMinutes(3)), Duration.ofMinutes(5), true)
                        + event("alice-2", "Dentist", now.plus(Duration.ofHours(2)), Duration.ofMinutes(45), false)
                        + daily("alice-3", "Laboratory", at(now, 9), Duration.ofMinutes(90), "CONFIRMED")));
        calendars.put(
                DemoPeople.BOB,
                calendar(event("bob-1", "Stand-up", now.minus(Duration.ofMinutes(5)), Duration.ofMinutes(7), true)
                        + event("bob-2", "Review", now.plus(Duration.ofMinutes(30)), Duration.ofMinutes(30), true)
                        + daily("bob-3", "Handover", at(now, 12), Duration.ofMinutes(45), "TENTATIVE")));
        calendars.put(
                DemoPeople.CAROL,
                calendar(event("carol-1", "Hearing", now.plus(Duration.ofHours(1)), Duration.ofHours(1), true)
                        + daily("carol-2", "Court", at(now, 15), Duration.ofHours(2), "CONFIRMED")));
        return calendars;
    }

    /** That hour of tomorrow. */
    private static Instant at(Instant now, int hour) {
        return now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1)).plus(Duration.ofHours(hour));
    }

    private static String daily(String uid, String summary, Instant start, Duration length, String status) {
        return event(uid, summary, start, length, false)
                .replace("END:VEVENT", "RRULE:FREQ=DAILY;COUNT=12\r\nSTATUS:" + status + "\r\nEND:VEVENT");
    }

    private static String calendar(String events) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Pawn Presence//demo//EN\r\n" + events + "END:VCALENDAR\r\n";
    }

    private static String event(String uid, String summary, Instant start, Duration length, boolean meeting) {
        String guest = "ORGANIZER:mailto:alice@example.com\r\nATTENDEE:mailto:alice@example.com\r\n"
                + "ATTENDEE:mailto:bob@example.com\r\nATTENDEE:mailto:carol@example.com\r\n";
        return "BEGIN:VEVENT\r\nUID:" + uid + "@example.com\r\nDTSTAMP:" + UTC.format(start) + "\r\nDTSTART:"
                + UTC.format(start) + "\r\nDTEND:" + UTC.format(start.plus(length)) + "\r\nSUMMARY:" + summary + "\r\n"
                + (meeting ? guest : "") + "END:VEVENT\r\n";
    }
}
