package org.pawn.calendar.caldav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.calendar.CalendarHouse;
import org.pawn.freebusy.CalendarProblem;
import org.pawn.freebusy.CalendarReport;

/** One bad entry is left out and named; all the others count. */
final class CalDavBadEntriesTest {
    private static final String GOOD = DavServer.WORK + "good.ics";
    private static final String BAD = DavServer.WORK + "bad.ics";

    private final DavHouse alice = new DavHouse();

    @BeforeEach
    void fill() {
        alice.server.put(GOOD, DavHouse.event("good", 8));
    }

    @AfterEach
    void close() {
        alice.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:x\r\nDTSTART:20300304T100000Z\r\n",
                "<html><body>Please sign in</body></html>",
                "BEGIN:VEVENT\r\nUID:x\r\nEND:VEVENT\r\n",
                "nothing at all"
            })
    void whatIsNoCalendarIsLeftOutAndNamed(String content) {
        alice.server.put(BAD, content);

        CalendarReport report = alice.put(DavServer.WORK);

        assertThat(report.problem()).isEmpty();
        assertThat(report.leftOut())
                .extracting(
                        CalendarProblem::component,
                        problem -> problem.resource().orElse(""))
                .containsExactly(tuple("", "bad.ics"));
        assertThat(alice.busyHours()).containsExactly(8);
    }

    @Test
    void aBrokenEventInAnEntryIsNamedByTheEntryAtEachReading() {
        alice.server.put(BAD, CalendarHouse.ics("BEGIN:VEVENT", "UID:x", "DTSTART:never", "END:VEVENT"));
        alice.put(DavServer.WORK);

        CalendarReport report = alice.house.calendars.get(CalendarHouse.ALICE, "work");

        assertThat(report.leftOut())
                .extracting(
                        CalendarProblem::component,
                        problem -> problem.resource().orElse(""))
                .containsExactly(tuple("VEVENT", "bad.ics"));
        assertThat(report.understood()).isEqualTo(1);
    }

    @Test
    void whenItIsMendedItCounts() {
        alice.server.put(BAD, "nothing at all");
        alice.put(DavServer.WORK);

        alice.server.put(BAD, DavHouse.event("bad", 10));
        CalendarReport report = alice.refresh();

        assertThat(report.leftOut()).isEmpty();
        assertThat(alice.busyHours()).containsExactly(8, 10);
    }

    @Test
    void anEntryThatXmlCannotHoldIsReadByItself() {
        alice.server.put(BAD, DavHouse.event("bad", 10).replace("nobody", "no\u0007body"));
        for (int i = 0; i < 9; i++) {
            alice.server.put(DavServer.WORK + i + ".ics", DavHouse.event("more-" + i, 11));
        }

        CalendarReport report = alice.put(DavServer.WORK);

        assertThat(report.problem()).isEmpty();
        assertThat(report.understood()).isEqualTo(11);
        assertThat(alice.busyHours()).containsExactly(8, 10);
    }

    @Test
    void anEntryThatTheServerCannotDeliverIsAskedForAgain() {
        alice.server.put(BAD, DavHouse.event("bad", 10));
        alice.server.breaks(BAD, "500 Internal Server Error");
        CalendarReport report = alice.put(DavServer.WORK);
        assertThat(report.leftOut()).extracting(CalendarProblem::reason).containsExactly("Its server answered 500.");
        assertThat(alice.busyHours()).containsExactly(8);

        alice.server.mends(BAD);
        alice.refresh();

        assertThat(alice.busyHours()).containsExactly(8, 10);
    }

    @Test
    void anEntryThatIsTooLargeIsLeftOut() {
        String line = "ATTENDEE:mailto:" + "x".repeat(60_000) + "\r\n";
        alice.server.put(BAD, DavHouse.event("bad", 10).replace("END:VEVENT", line.repeat(190) + "END:VEVENT"));

        CalendarReport report = alice.put(DavServer.WORK);

        assertThat(report.problem()).isEmpty();
        assertThat(report.leftOut()).extracting(CalendarProblem::reason).containsExactly("It is too large.");
        assertThat(alice.busyHours()).containsExactly(8);
    }

    @Test
    void aHostileSeriesStarvesNoOtherEntry() {
        alice.server.put(
                DavServer.WORK + "0-first.ics",
                CalendarHouse.ics(
                        "BEGIN:VEVENT",
                        "UID:x",
                        "DTSTART:19700101T000000Z",
                        "DURATION:PT1S",
                        "RRULE:FREQ=SECONDLY",
                        "END:VEVENT"));

        CalendarReport report = alice.put(DavServer.WORK);

        assertThat(report.leftOut())
                .extracting(problem -> problem.resource().orElse(""))
                .containsExactly("0-first.ics");
        assertThat(alice.busyHours()).containsExactly(8);
    }

    @Test
    void aServersOwnWordsOfOursAreNotTaken() {
        alice.server.put(
                BAD,
                CalendarHouse.ics("X-PAWN-LEFT-OUT:ENTRY it is not", "X-PAWN-HREF:/etc/passwd")
                        + DavHouse.event("bad", 10));

        CalendarReport report = alice.put(DavServer.WORK);

        assertThat(report.leftOut()).isEmpty();
        assertThat(alice.busyHours()).containsExactly(8, 10);
    }
}
