package org.pawn.calendar.caldav;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pawn.calendar.CalendarHouse;
import org.pawn.freebusy.CalendarReport;

/** The largest calendar that is taken, and one entry more. */
@Tag("slow")
final class CalDavManyEntriesTest {
    private final DavHouse alice = new DavHouse(Duration.ofMinutes(2));

    @AfterEach
    void close() {
        alice.close();
    }

    private void fill(int entries) {
        for (int i = 0; i < entries; i++) {
            String day = "%d%02d%02d".formatted(2010 + i % 40, 1 + i / 40 % 12, 1 + i / 480 % 28);
            alice.server.put(
                    DavServer.WORK + "5f0c3f6e-7a7e-4c39-9d2a-" + i + ".ics",
                    CalendarHouse.ics(
                            "BEGIN:VTIMEZONE",
                            "TZID:Europe/Berlin",
                            "BEGIN:STANDARD",
                            "DTSTART:19961027T030000",
                            "TZOFFSETFROM:+0200",
                            "TZOFFSETTO:+0100",
                            "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
                            "END:STANDARD",
                            "END:VTIMEZONE",
                            "BEGIN:VEVENT",
                            "UID:5f0c3f6e-7a7e-4c39-9d2a-" + i,
                            "DTSTAMP:20300101T000000Z",
                            "DTSTART;TZID=Europe/Berlin:" + day + "T090000",
                            "DTEND;TZID=Europe/Berlin:" + day + "T100000",
                            "SUMMARY:Meeting number " + i,
                            "DESCRIPTION:" + "What nobody needs to keep. ".repeat(20),
                            "ORGANIZER:mailto:bob@example.com",
                            "ATTENDEE;PARTSTAT=ACCEPTED:mailto:alice@example.com",
                            "END:VEVENT"));
        }
    }

    @Test
    void fiftyThousandEntriesAreRead() {
        fill(50_000);

        CalendarReport report = alice.put(DavServer.WORK);

        assertThat(report.problem()).isEmpty();
        assertThat(report.leftOut()).isEmpty();
        assertThat(report.understood()).isEqualTo(50_000);
        alice.server.put(DavServer.WORK + "one-more.ics", DavHouse.event("one-more", 9));
        assertThat(alice.refresh().problem()).contains("The calendar has more than 50000 entries.");
    }
}
