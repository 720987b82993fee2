package org.pawn.calendar.caldav;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.calendar.CalendarHouse;
import org.pawn.freebusy.CalendarReport;
import org.pawn.freebusy.Coverage;

/** From whatever address its owner gives to the calendars behind it. */
final class CalDavDiscoveryTest {
    private final DavHouse alice = new DavHouse();

    @AfterEach
    void close() {
        alice.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {DavServer.WORK, DavServer.HOME, "/principals/alice/", "/dav/", "/.well-known/caldav", "/", ""})
    void everyAddressThatLeadsToTheCalendarIsTaken(String path) {
        alice.server.put(DavServer.WORK + "a.ics", DavHouse.event("a", 9));

        CalendarReport report = alice.put(path);

        assertThat(report.problem()).isEmpty();
        assertThat(report.understood()).isEqualTo(1);
        assertThat(alice.busyHours()).containsExactly(9);
    }

    @Test
    void aServerThatShowsAPageAtItsRootIsFoundByItsWellKnownAddress() {
        alice.server.hidesRoot = true;
        alice.server.put(DavServer.WORK + "a.ics", DavHouse.event("a", 9));

        CalendarReport report = alice.put("/");

        assertThat(report.problem()).isEmpty();
        assertThat(alice.busyHours()).containsExactly(9);
    }

    @Test
    void allCalendarsOfAHomeCountTogetherAndTaskListsDoNot() {
        alice.server.calendar("/calendars/alice/team/");
        alice.server.put(DavServer.WORK + "a.ics", DavHouse.event("a", 9));
        alice.server.put("/calendars/alice/team/b.ics", DavHouse.event("b", 11));

        alice.put(DavServer.HOME);

        assertThat(alice.busyHours()).containsExactly(9, 11);
        assertThat(alice.server.asked).noneMatch(asked -> asked.path().contains("tasks"));
    }

    @Test
    void aCalendarThatIsMadeLaterCountsAndOneThatIsRemovedDoesNot() {
        alice.server.put(DavServer.WORK + "a.ics", DavHouse.event("a", 9));
        alice.put("/");

        alice.server.calendar("/calendars/alice/team/");
        alice.server.put("/calendars/alice/team/b.ics", DavHouse.event("b", 11));
        alice.refresh();
        assertThat(alice.busyHours()).containsExactly(9, 11);

        alice.server.removeCalendar(DavServer.WORK);
        alice.refresh();
        assertThat(alice.busyHours()).containsExactly(11);
    }

    @Test
    void anAccountWithoutACalendarIsUnknownAndNotFree() {
        alice.server.removeCalendar(DavServer.WORK);

        CalendarReport report = alice.put("/");

        assertThat(report.problem()).contains("There is no calendar behind this address.");
        assertThat(report.coverage()).isEqualTo(Coverage.NONE);
        assertThat(alice.busy().unknown()).hasSize(1);
    }

    @Test
    void anAddressThatLooksLikeAFileIsReadAsOne() {
        alice.server.put(DavServer.WORK + "a.ics", DavHouse.event("a", 9));

        CalendarReport report = alice.put(DavServer.WORK + "a.ics");
        alice.refresh();

        assertThat(report.problem()).isEmpty();
        assertThat(alice.busyHours()).containsExactly(9);
        assertThat(alice.server.whatWasAsked()).containsExactly("GET", "GET");
    }

    @Test
    void anyOtherIsReadAsAFileWhereNoCalendarServerAnswers() {
        alice.server.put(DavServer.WORK + "published", DavHouse.event("a", 9));

        CalendarReport report = alice.put(DavServer.WORK + "published");
        alice.refresh();

        assertThat(report.problem()).isEmpty();
        assertThat(alice.busyHours()).containsExactly(9);
        assertThat(alice.server.whatWasAsked()).containsExactly("PROPFIND", "GET", "GET");
    }

    @Test
    void whatIsKeptHasNeitherTheCalendarsAddressNorWhatIsNotRead() {
        alice.server.calendar("/public/s3cret/");
        alice.server.put("/public/s3cret/a.ics", DavHouse.event("a", 9));

        alice.put("/public/s3cret/");

        assertThat(alice.busyHours()).containsExactly(9);
        assertThat(alice.copy())
                .contains("SUMMARY:Board & budget <draft>")
                .doesNotContain("s3cret", "DESCRIPTION", "VALARM");
        assertThat(alice.house.calendars.get(CalendarHouse.ALICE, "work").coverage())
                .isEqualTo(Coverage.KNOWN);
    }
}
