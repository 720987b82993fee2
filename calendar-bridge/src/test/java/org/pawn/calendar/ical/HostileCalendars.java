package org.pawn.calendar.ical;

import static org.pawn.calendar.ical.Ical.calendar;
import static org.pawn.calendar.ical.Ical.event;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.pawn.freebusy.CalendarBytes;

/** Calendars that mean harm, each made when it is asked for; most have a good series in them that must still count. */
final class HostileCalendars {
    /** Happens on every working day; 43 times from June to July 2030. */
    static final String GOOD =
            event("UID:good", "DTSTART:20300603T080000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR");

    static final int GOOD_TIMES = 43;

    /**
     * One file.
     *
     * @param refused whether the file is refused as a whole; else the good series counts
     */
    record Hostile(String name, boolean refused, Supplier<CalendarBytes> bytes) {
        @Override
        public String toString() {
            return name;
        }
    }

    private final List<Hostile> all = new ArrayList<>();

    private HostileCalendars() {}

    static List<Hostile> all() {
        HostileCalendars files = new HostileCalendars();
        files.rules();
        files.manyDates();
        files.manyParts();
        files.zones();
        files.lines();
        files.structure();
        files.bytes();
        files.values();
        return List.copyOf(files.all);
    }

    private void rules() {
        String all = ";BYHOUR=" + list(0, 23) + ";BYMINUTE=" + list(0, 59) + ";BYSECOND=" + list(0, 59);
        rule("every second since 1970", "FREQ=SECONDLY");
        rule("every minute since year 1", "00010101T000000Z", "FREQ=MINUTELY");
        rule("every second, a thousand million times", "FREQ=SECONDLY;COUNT=1000000000");
        rule("every day and second of the year", "FREQ=YEARLY;BYYEARDAY=" + list(1, 366) + all);
        rule("every second of every day, by month", "FREQ=MONTHLY;BYMONTHDAY=" + list(1, 31) + all);
        rule(
                "every position of every second",
                "FREQ=YEARLY;BYMONTH=" + list(1, 12) + ";BYMONTHDAY=" + list(1, 31) + all + ";BYSETPOS="
                        + list(1, 366));
        rule("an interval of nothing", "FREQ=DAILY;INTERVAL=0");
        rule("a negative interval", "FREQ=DAILY;INTERVAL=-1");
        rule("an interval beyond numbers", "FREQ=YEARLY;INTERVAL=99999999999999999999");
        rule("31 February", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31");
        rule("30 February, looked for every second", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30");
        rule("parts that contradict", "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6;BYDAY=MO");
        rule("the 53rd Monday of February", "FREQ=YEARLY;BYDAY=53MO;BYMONTH=2");
        rule("position 366 of one", "FREQ=YEARLY;BYSETPOS=366");
        rule("day 366 of January, ten times", "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1;COUNT=10");
        rule("until the end of time", "FREQ=DAILY;UNTIL=99991231T235959Z");
        rule("until before it begins", "FREQ=SECONDLY;UNTIL=19600101T000000Z");
        rule("until nonsense", "FREQ=DAILY;UNTIL=soon");
        rule("no frequency", "BYDAY=MO");
        rule("a frequency nobody knows", "FREQ=FORTNIGHTLY");
        rule("a list of ten thousand days", "FREQ=MONTHLY;BYDAY=" + repeat(10_000, k -> "1MO", ","));
        rule("a part of sixty thousand characters", "FREQ=DAILY;X=" + "x".repeat(60_000));
        rule("another people's calendar", "FREQ=YEARLY;RSCALE=CHINESE;SKIP=FORWARD");
        file(
                "an exception rule for every second",
                () -> calendar(
                        event("UID:h", "DTSTART:19700101T000000Z", "RRULE:FREQ=HOURLY", "EXRULE:FREQ=SECONDLY"), GOOD));
        file(
                "two hundred series of every second",
                () -> calendar(
                        repeat(200, k -> hostile("h" + k, "DTSTART:19700101T000000Z", "RRULE:FREQ=SECONDLY"), "\r\n"),
                        GOOD));
        file(
                "fifty rules in one event",
                () -> calendar(
                        hostile("h", "DTSTART:19700101T000000Z", repeat(50, k -> "RRULE:FREQ=MINUTELY", "\r\n")),
                        GOOD));
    }

    private void manyDates() {
        file(
                "a hundred thousand dates",
                () -> calendar(
                        hostile(
                                "h",
                                "DTSTART:20300601T000000Z",
                                repeat(
                                        100_000,
                                        k -> "RDATE:2030%02d%02dT%02d%02d%02dZ"
                                                .formatted(1 + k % 12, 1 + k % 28, k % 24, k % 60, k / 7 % 60),
                                        "\r\n")),
                        GOOD));
        file(
                "a hundred thousand exceptions",
                () -> calendar(
                        hostile(
                                "h",
                                "DTSTART:20300601T000000Z",
                                "RRULE:FREQ=DAILY",
                                repeat(
                                        100_000,
                                        k -> "EXDATE:2030%02d%02dT000000Z".formatted(1 + k % 12, 1 + k % 28),
                                        "\r\n")),
                        GOOD));
        file(
                "one line of four thousand dates",
                () -> calendar(
                        hostile(
                                "h",
                                "DTSTART:20300601T000000Z",
                                "RDATE:"
                                        + repeat(
                                                4_000,
                                                k -> "20300601T%02d%02d%02dZ".formatted(k % 24, k % 60, k % 60),
                                                ",")),
                        GOOD));
        file(
                "periods of a thousand years",
                () -> calendar(
                        hostile(
                                "h",
                                "DTSTART:20300601T000000Z",
                                repeat(1_000, k -> "RDATE;VALUE=PERIOD:20300601T000000Z/P365000D", "\r\n")),
                        GOOD));
        file(
                "published busy time in a hundred thousand pieces",
                () -> calendar(
                        "BEGIN:VFREEBUSY\r\nDTSTART:20300601T000000Z\r\nDTEND:20300801T000000Z\r\n"
                                + repeat(
                                        100_000,
                                        k -> "FREEBUSY:2030060%dT%02d%02d00Z/PT1M".formatted(1 + k % 9, k % 24, k % 60),
                                        "\r\n")
                                + "\r\nEND:VFREEBUSY",
                        GOOD));
    }

    private void manyParts() {
        file(
                "forty thousand changes of one series",
                () -> calendar(
                        hostile("h", "DTSTART:19700101T000000Z", "RRULE:FREQ=DAILY"),
                        repeat(
                                40_000,
                                k -> event(
                                        "UID:h",
                                        "RECURRENCE-ID:2030%02d%02dT%02d0000Z"
                                                .formatted(1 + k % 12, 1 + k % 28, k % 24),
                                        "DTSTART:20300601T000000Z"),
                                "\r\n"),
                        GOOD));
        file(
                "changes of this and future, five thousand",
                () -> calendar(
                        hostile("h", "DTSTART:20200101T000000Z", "RRULE:FREQ=DAILY"),
                        repeat(
                                5_000,
                                k -> event(
                                        "UID:h",
                                        "RECURRENCE-ID;RANGE=THISANDFUTURE:%d%02d%02dT000000Z"
                                                .formatted(2020 + k % 12, 1 + k % 12, 1 + k % 28),
                                        "DTSTART:20300601T0%d0000Z".formatted(k % 10)),
                                "\r\n"),
                        GOOD));
        file(
                "forty thousand events of one name",
                () -> calendar(
                        repeat(40_000, k -> event("UID:h", "SEQUENCE:" + k, "DTSTART:20300601T000000Z"), "\r\n"),
                        GOOD));
        refused(
                "more components than are taken",
                () -> calendar(GOOD, repeat(50_001, k -> "BEGIN:VTODO\r\nEND:VTODO", "\r\n")));
        file(
                "an event of a hundred thousand attendees",
                () -> calendar(
                        hostile(
                                "h",
                                "DTSTART:20300601T000000Z",
                                repeat(100_000, k -> "ATTENDEE:mailto:person" + k + "@example.com", "\r\n")),
                        GOOD));
        file(
                "availability of ten thousand pieces",
                () -> calendar(
                        "BEGIN:VAVAILABILITY\r\nUID:v\r\n"
                                + repeat(
                                        10_000,
                                        k -> "BEGIN:AVAILABLE\r\nUID:a" + k
                                                + "\r\nDTSTART:20300601T080000Z\r\nDURATION:PT1M\r\nEND:AVAILABLE",
                                        "\r\n")
                                + "\r\nEND:VAVAILABILITY",
                        GOOD));
        file(
                "availability every second for ever",
                () -> calendar(
                        "BEGIN:VAVAILABILITY\r\nUID:v\r\nBEGIN:AVAILABLE\r\nUID:a\r\nDTSTART:19700101T000000Z\r\n"
                                + "DURATION:PT1S\r\nRRULE:FREQ=SECONDLY\r\nEND:AVAILABLE\r\nEND:VAVAILABILITY",
                        GOOD));
    }

    private void zones() {
        zone("a zone that changes every minute", "RRULE:FREQ=MINUTELY");
        zone("a zone that changes every second", "RRULE:FREQ=SECONDLY;COUNT=1000000000");
        zone(
                "a zone with a hundred thousand changes",
                repeat(100_000, k -> "RDATE:20%02d%02d01T000000".formatted(k % 100, 1 + k % 12), "\r\n"));
        zone("an offset beyond the earth", "TZOFFSETTO:+9959");
        zone("a zone that asks to be fetched", "TZURL:http://127.0.0.1:9/zone");
        file(
                "ten thousand zones",
                () -> calendar(
                        repeat(
                                10_000,
                                k -> "BEGIN:VTIMEZONE\r\nTZID:z" + k
                                        + "\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE",
                                "\r\n"),
                        hostile("h", "DTSTART;TZID=z9999:20300601T000000"),
                        GOOD));
        file(
                "a zone of forty thousand observances",
                () -> calendar(
                        "BEGIN:VTIMEZONE\r\nTZID:z\r\n"
                                + repeat(
                                        40_000,
                                        k ->
                                                "BEGIN:STANDARD\r\nDTSTART:%04d0101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0%d00\r\nEND:STANDARD"
                                                        .formatted(1 + k % 9999, k % 10),
                                        "\r\n")
                                + "\r\nEND:VTIMEZONE",
                        hostile("h", "DTSTART;TZID=z:20300601T000000"),
                        GOOD));
        file(
                "a zone without any observance",
                () -> calendar(
                        "BEGIN:VTIMEZONE\r\nTZID:z\r\nEND:VTIMEZONE",
                        hostile("h", "DTSTART;TZID=z:20300601T000000"),
                        GOOD));
        file(
                "a zone id of sixty thousand characters",
                () -> calendar(hostile("h", "DTSTART;TZID=" + "z".repeat(60_000) + ":20300601T000000"), GOOD));
        file(
                "a zone id that climbs out of a folder",
                () -> calendar(hostile("h", "DTSTART;TZID=../../../../etc/passwd:20300601T000000"), GOOD));
    }

    private void lines() {
        file(
                "a line of nine megabytes",
                () -> calendar(hostile("h", "DTSTART:20300601T000000Z", "SUMMARY:" + "x".repeat(9_000_000)), GOOD));
        file(
                "a line folded at every character",
                () -> calendar(
                        hostile("h", "DTSTART:20300601T000000Z", "SUMMARY:" + "x\r\n ".repeat(1_000_000)), GOOD));
        file("two million blank lines", () -> calendar(GOOD) + "\r\n".repeat(2_000_000));
        file(
                "two million folds of nothing",
                () -> calendar(
                        hostile("h", "DTSTART:20300601T000000Z", "SUMMARY:x" + "\r\n ".repeat(2_000_000)), GOOD));
        file(
                "a property with ten thousand parameters",
                () -> calendar(
                        hostile("h", "DTSTART" + repeat(5_000, k -> ";X-P" + k + "=1", "") + ":20300601T000000Z"),
                        GOOD));
        file(
                "a parameter whose quotes stay open",
                () -> calendar(hostile("h", "DTSTART;TZID=\"Europe/Berlin:20300601T000000Z"), GOOD));
        file("a million lines that are none", () -> calendar(repeat(1_000_000, k -> "nonsense", "\r\n"), GOOD));
        file(
                "a million properties nobody reads",
                () -> calendar(
                        hostile("h", "DTSTART:20300601T000000Z", "X-A:b\r\n".repeat(1_000_000) + "X-A:b"), GOOD));
    }

    private void structure() {
        file(
                "a thousand components in each other",
                () -> calendar("BEGIN:X-A\r\n".repeat(1_000) + "END:X-A\r\n".repeat(999) + "END:X-A", GOOD));
        refused("forty thousand begun and never ended", () -> "BEGIN:VCALENDAR\r\n" + "BEGIN:X-A\r\n".repeat(40_000));
        refused("cut off in the middle", () -> calendar(GOOD, GOOD).substring(0, 200));
        refused("a page that says sign in", () -> "<!DOCTYPE html><html><body>Please sign in</body></html>");
        refused("nothing at all", () -> "");
        refused("blanks alone", () -> " \r\n\t\r\n".repeat(1_000));
        file("ends of what was never begun", () -> calendar("END:VEVENT\r\nEND:X\r\nEND:VTODO", GOOD));
        file(
                "a thousand calendars one after the other",
                () -> repeat(1_000, k -> calendar(event("UID:h" + k, "DTSTART:20300601T000000Z")), "")
                        + calendar(GOOD));
    }

    private void bytes() {
        refused("eleven megabytes", () -> calendar(GOOD) + "x".repeat(11 * 1024 * 1024));
        raw("bytes of no alphabet", GOOD, new byte[] {(byte) 0xC0, (byte) 0x80, (byte) 0xFF, (byte) 0xFE, 0x00, 0x01});
        raw("a hundred thousand zeros", GOOD, new byte[100_000]);
        all.add(new Hostile(
                "sixteen-bit characters",
                false,
                () -> CalendarBytes.of(("\uFEFF" + calendar(GOOD)).getBytes(StandardCharsets.UTF_16LE))));
        all.add(new Hostile(
                "thirty-two-bit characters",
                true,
                () -> CalendarBytes.of(calendar(GOOD).getBytes(Charset.forName("UTF-32BE")))));
        raw("a character cut by a fold", GOOD, "SUMMARY:\u00fc".getBytes(StandardCharsets.UTF_8));
    }

    private void values() {
        value("a start beyond the calendar", "DTSTART:99999999T999999Z");
        value("a duration beyond time", "DTSTART:20300601T000000Z", "DURATION:P99999999999999999999W");
        value("a duration of a million years", "DTSTART:20300601T000000Z", "DURATION:P365000000D");
        value("an end before the start", "DTSTART:20300601T000000Z", "DTEND:19300601T000000Z");
        value("a sequence beyond numbers", "DTSTART:20300601T000000Z", "SEQUENCE:" + "9".repeat(60_000));
        value("a year of no digits", "DTSTART:\u0662\u0660\u0663\u0660\u0660\u0666\u0660\u0661T000000Z");
        value("a formula for a spreadsheet", "DTSTART:20300601T000000Z", "SUMMARY:=HYPERLINK(\"http://127.0.0.1\")");
        value("a refresh every nothing", "DTSTART:20300601T000000Z", "REFRESH-INTERVAL;VALUE=DURATION:PT0S");
    }

    private void rule(String name, String rule) {
        rule(name, "19700101T000000Z", rule);
    }

    private void rule(String name, String start, String rule) {
        file(name, () -> calendar(hostile("h", "DTSTART:" + start, "RRULE:" + rule), GOOD));
    }

    private void zone(String name, String lines) {
        file(
                name,
                () -> calendar(
                        "BEGIN:VTIMEZONE\r\nTZID:z\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\n"
                                + "TZOFFSETTO:+0200\r\n" + lines + "\r\nEND:STANDARD\r\nEND:VTIMEZONE",
                        hostile("h", "DTSTART;TZID=z:20300601T000000", "RRULE:FREQ=DAILY"),
                        GOOD));
    }

    private void value(String name, String... lines) {
        file(name, () -> calendar(hostile("h", lines), GOOD));
    }

    private void raw(String name, String good, byte[] bytes) {
        all.add(new Hostile(name, false, () -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-A:".getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(bytes);
            out.writeBytes(("\r\n" + good + "\r\nEND:VCALENDAR\r\n").getBytes(StandardCharsets.US_ASCII));
            return CalendarBytes.of(out.toByteArray());
        }));
    }

    private void file(String name, Supplier<String> text) {
        all.add(new Hostile(name, false, () -> CalendarBytes.of(text.get())));
    }

    private void refused(String name, Supplier<String> text) {
        all.add(new Hostile(name, true, () -> CalendarBytes.of(text.get())));
    }

    private static String hostile(String uid, String... lines) {
        return event("UID:" + uid + "\r\n" + String.join("\r\n", lines));
    }

    private static String list(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }

    private static String repeat(int count, IntFunction<String> part, String between) {
        return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining(between));
    }
}
