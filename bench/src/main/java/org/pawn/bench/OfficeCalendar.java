package org.pawn.bench;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Random;

/** A calendar as office workers have them: series that recur, single meetings, holidays; about five events a working day. */
final class OfficeCalendar {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");
    private static final String[] ZONES = {"Europe/Berlin", "Europe/London", "America/New_York", "Asia/Tokyo"};
    private static final int SINGLE_EVENTS = 250;

    private final Random random;
    private final String zone;
    private final LocalDate from;
    private final StringBuilder text = new StringBuilder(64 * 1024);
    private int events;

    private OfficeCalendar(int person, LocalDate from) {
        this.random = new Random(20300304L + person);
        this.zone = zone(person);
        this.from = from.with(DayOfWeek.MONDAY);
    }

    static String zone(int person) {
        return ZONES[person % ZONES.length];
    }

    /** The same for the same person and day. */
    static String of(int person, LocalDate from) {
        return of(person, from, SINGLE_EVENTS);
    }

    /** The same with so many events that do not recur, spread over 400 days. */
    static String of(int person, LocalDate from, int singleEvents) {
        return new OfficeCalendar(person, from).write(singleEvents);
    }

    private String write(int singleEvents) {
        text.append("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//bench//EN\r\n");
        series(0, 9, 15, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR");
        series(0, 11, 60, "FREQ=WEEKLY;BYDAY=MO,WE");
        series(1, 14, 45, "FREQ=WEEKLY;BYDAY=TU,TH");
        series(random.nextInt(5), 10, 30, "FREQ=WEEKLY;INTERVAL=2");
        series(random.nextInt(5), 15, 60, "FREQ=WEEKLY");
        series(random.nextInt(5), 13, 30, "FREQ=WEEKLY");
        series(2, 16, 90, "FREQ=MONTHLY;BYDAY=1WE");
        for (int i = 0; i < singleEvents; i++) {
            LocalDate day = from.plusDays(random.nextInt(400));
            event(day.atTime(8 + random.nextInt(9), 15 * random.nextInt(4)), 15 * (1 + random.nextInt(6)), "");
        }
        event(from.plusDays(120).atTime(0, 0), 14 * 24 * 60, "X-MICROSOFT-CDO-BUSYSTATUS:OOF\r\n");
        return text.append("END:VCALENDAR\r\n").toString();
    }

    private void series(int day, int hour, int minutes, String rule) {
        event(from.plusDays(day).atTime(hour, 15 * random.nextInt(2)), minutes, "RRULE:" + rule + "\r\n");
    }

    private void event(LocalDateTime start, int minutes, String more) {
        text.append("BEGIN:VEVENT\r\nUID:")
                .append(++events)
                .append("@example.com\r\nDTSTAMP:20300101T000000Z\r\nDTSTART;TZID=")
                .append(zone)
                .append(':')
                .append(LOCAL.format(start))
                .append("\r\nDURATION:PT")
                .append(minutes)
                .append("M\r\nSUMMARY:Meeting ")
                .append(events)
                .append("\r\nORGANIZER:mailto:carol@example.com\r\n")
                .append("ATTENDEE;PARTSTAT=ACCEPTED:mailto:bob@example.com\r\n")
                .append(random.nextInt(8) == 0 ? "STATUS:TENTATIVE\r\n" : "")
                .append(more)
                .append("END:VEVENT\r\n");
    }
}
