package org.pawn.calendar.ical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pawn.calendar.ical.Ical.busy;
import static org.pawn.calendar.ical.Ical.calendar;
import static org.pawn.calendar.ical.Ical.event;
import static org.pawn.calendar.ical.Ical.expand;
import static org.pawn.calendar.ical.Ical.owner;
import static org.pawn.calendar.ical.Ical.problems;
import static org.pawn.calendar.ical.Ical.year;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.TimeSpan;
import org.pawn.refusal.Refusal;

/** What a real file may look like, and what is refused as a whole (RFC 5545 section 3.1). */
final class TolerantReaderTest {
    private static final String GOOD = event("UID:good", "DTSTART:20300603T080000Z", "DTEND:20300603T090000Z");
    private static final String HOUR = "2030-06-03T08:00:00Z/2030-06-03T09:00:00Z";
    private static final TimeSpan YEAR =
            new TimeSpan(Instant.parse("2030-01-01T00:00:00Z"), Instant.parse("2031-01-01T00:00:00Z"));

    private static List<String> read(byte[] bytes) {
        return busy(Ical.expander().expand(CalendarBytes.of(bytes), owner("UTC"), YEAR));
    }

    private static List<String> read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DTSTART:soon",
                "DTSTART:20301301T080000Z",
                "DTSTART:20300230T080000Z",
                "DTSTART:20300603T250000Z",
                "DTSTART;TZID=Nowhere:20300603T080000",
                "DTSTART:",
                "SUMMARY:no start",
                "DTSTART:20300604T080000Z\r\nDTEND:later",
                "DTSTART:20300604T080000Z\r\nDURATION:an hour",
                "DTSTART:20300604T080000Z\r\nDURATION:P",
                "DTSTART:20300604T080000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=FORTNIGHTLY",
                "DTSTART:20300604T080000Z\r\nDURATION:PT1H\r\nRRULE:COUNT=3",
                "DTSTART:20300604T080000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;INTERVAL=0",
                "DTSTART:20300604T080000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;UNTIL=20301399",
                "DTSTART:20300604T080000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=-1",
                "DTSTART:20300604T080000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=MONTHLY;BYMONTHDAY=32",
                "DTSTART:20300604T080000Z\r\nDURATION:PT1H\r\nRRULE:RSCALE=KLINGON;FREQ=YEARLY",
                "RECURRENCE-ID:never\r\nDTSTART:20300604T080000Z\r\nDURATION:PT1H",
            })
    void aBrokenEventIsReportedAndLeftOutAndTheRestCounts(String lines) {
        String broken = event("UID:broken", lines);

        assertThat(year("UTC", broken, GOOD)).containsExactly(HOUR);
        assertThat(problems(broken, GOOD)).hasSize(1).allMatch(problem -> problem.startsWith("VEVENT: "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "this is no content line",
                "X-BROKEN;PARAM",
                ":nameless",
                "ORGANIZER:::not a uri at all::",
                "ATTENDEE;CN=\"unclosed:mailto:bob@example.com",
                "URL:http://exa mple",
                "GEO:nowhere",
                "SEQUENCE:many",
                "DTSTAMP:never",
                "PRIORITY:urgent",
                "STATUS:WHATEVER",
                "END:VALARM",
            })
    void aStrayLineAloneIsLeftOut(String line) {
        String odd = GOOD.replace("UID:good", "UID:good\r\n" + line);

        assertThat(year("UTC", odd)).containsExactly(HOUR);
    }

    @Test
    void anEventWhoseEndIsMissingIsLeftOutAlone() {
        String cut = "BEGIN:VEVENT\r\nUID:cut\r\nDTSTART:20300604T080000Z\r\nDURATION:PT1H";

        assertThat(year("UTC", cut, GOOD)).containsExactly(HOUR);
        assertThat(year("UTC", GOOD, cut)).containsExactly(HOUR);
        assertThat(problems(cut, GOOD)).containsExactly("VEVENT: its END is missing");
    }

    @Test
    void linesEndAndFoldInManyWays() {
        String folded =
                calendar(GOOD).replace("20300603T08", "203006\r\n 03T08").replace("UID:good", "UI\r\n\tD:good");

        assertThat(read(folded)).containsExactly(HOUR);
        assertThat(read(folded.replace("\r\n", "\n"))).containsExactly(HOUR);
        assertThat(read(folded.replace("\r\n", "\r"))).containsExactly(HOUR);
        assertThat(read(folded.replace("\r\n", "\r\r\n"))).containsExactly(HOUR);
        assertThat(read("\r\n\r\n" + calendar(GOOD) + "\r\n  \r\n")).containsExactly(HOUR);
    }

    @Test
    void charactersComeInManyCodesAndMayBeFoldedInTheMiddle() {
        String umlauts = calendar(GOOD.replace("UID:good", "UID:good\r\nSUMMARY:Büro in Zürich"));
        byte[] utf8 = umlauts.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream split = new ByteArrayOutputStream();
        for (byte each : utf8) {
            split.write(each);
            if (each == (byte) 0xc3) {
                split.writeBytes("\r\n ".getBytes(StandardCharsets.US_ASCII));
            }
        }

        assertThat(read(utf8)).containsExactly(HOUR);
        assertThat(read(split.toByteArray())).containsExactly(HOUR);
        assertThat(read("\ufeff" + umlauts)).containsExactly(HOUR);
        assertThat(read(("\ufeff" + umlauts).getBytes(StandardCharsets.UTF_16LE)))
                .containsExactly(HOUR);
        assertThat(read(umlauts.getBytes(Charset.forName("windows-1252")))).containsExactly(HOUR);
        var events = expand(
                        owner("UTC"),
                        "2030-01-01T00:00:00Z",
                        "2031-01-01T00:00:00Z",
                        new String(split.toByteArray(), StandardCharsets.ISO_8859_1))
                .events();
        assertThat(events).hasSize(1);
    }

    @Test
    void namesAreReadWithoutCase() {
        assertThat(read(calendar(GOOD)
                        .replace("VEVENT", "vEvent")
                        .replace("VCALENDAR", "vCalendar")
                        .replace("DTSTART", "dtStart")
                        .replace("BEGIN", "Begin")))
                .containsExactly(HOUR);
    }

    @Test
    void severalCalendarsInOneFileAllCount() {
        String other = calendar(GOOD.replace("0603", "0604").replace("UID:good", "UID:2"));

        assertThat(read(calendar(GOOD) + other)).containsExactly(HOUR, "2030-06-04T08:00:00Z/2030-06-04T09:00:00Z");
    }

    @Test
    void aLineThatIsTooLongIsLeftOutAndItsEventCounts() {
        String attached = GOOD.replace("UID:good", "UID:good\r\nATTACH;ENCODING=BASE64:" + "A".repeat(100_000));

        assertThat(year("UTC", attached)).containsExactly(HOUR);
        assertThat(problems(attached)).containsExactly("VEVENT: a line is too long");
    }

    @Test
    void whatIsNestedTooDeepIsLeftOut() {
        String deep = "BEGIN:X-A\r\n".repeat(1000) + "END:X-A\r\n".repeat(1000);

        assertThat(year("UTC", deep.strip(), GOOD)).containsExactly(HOUR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n",
                "<html><body>BEGIN:VCALENDAR</body></html>",
                "{\"not\":\"a calendar\"}",
                "BEGIN:VCARD\r\nVERSION:4.0\r\nEND:VCARD\r\n",
                "BEGIN:VEVENT\r\nDTSTART:20300603T080000Z\r\nEND:VEVENT\r\n",
            })
    void whatIsNoCalendarIsRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(Refusal.UnsupportedContent.class);
    }

    @Test
    void aCalendarCutOffAnywhereIsRefused() {
        String whole = calendar(GOOD);
        for (int length = "BEGIN:VCALENDAR\r\n".length(); length < whole.length() - "R\r\n".length(); length++) {
            String cut = whole.substring(0, length);

            assertThatThrownBy(() -> read(cut)).as(cut).isInstanceOf(Refusal.Invalid.class);
        }
    }

    @Test
    void aSecondCalendarThatBeginsBeforeTheFirstEndedIsRefused() {
        assertThatThrownBy(() -> read(calendar("BEGIN:VCALENDAR", GOOD))).isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void elevenMegabytesAreRefused() {
        byte[] large = new byte[11 * 1024 * 1024];

        assertThatThrownBy(() -> read(large)).isInstanceOf(Refusal.TooLarge.class);
    }

    @Test
    void tooManyComponentsAreRefused() {
        String many = "BEGIN:VALARM\r\nEND:VALARM\r\n".repeat(50_001);

        assertThatThrownBy(() -> read(calendar(many.strip()))).isInstanceOf(Refusal.Invalid.class);
    }
}
