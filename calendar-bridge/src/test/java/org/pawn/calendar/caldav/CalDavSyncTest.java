package org.pawn.calendar.caldav;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.calendar.CalendarHouse;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.CalendarReport;
import org.pawn.freebusy.Coverage;
import org.pawn.freebusy.StoredCalendar;

/** What changes on the server follows, and only that is read. */
final class CalDavSyncTest {
    private static final String A = DavServer.WORK + "a.ics";
    private static final String B = DavServer.WORK + "b.ics";
    private static final String C = DavServer.WORK + "c.ics";

    private final DavHouse alice = new DavHouse();

    @BeforeEach
    void fill() {
        alice.server.put(A, DavHouse.event("a", 8));
        alice.server.put(B, DavHouse.event("b", 10));
    }

    @AfterEach
    void close() {
        alice.close();
    }

    private void changeAll() {
        alice.server.put(A, DavHouse.event("a", 9));
        alice.server.remove(B);
        alice.server.put(C, DavHouse.event("c", 12));
    }

    private void assertThatAllFollowed(CalendarReport report) {
        assertThat(report.problem()).isEmpty();
        assertThat(alice.busyHours()).containsExactly(9, 12);
    }

    @Test
    void newChangedAndRemovedEntriesFollowByTheSyncToken() {
        alice.put(DavServer.WORK);
        assertThat(alice.busyHours()).containsExactly(8, 10);
        alice.server.asked.clear();

        changeAll();

        assertThatAllFollowed(alice.refresh());
        assertThat(alice.server.whatWasAsked()).containsExactly("PROPFIND", "sync-collection", "calendar-multiget");
        assertThat(alice.server.entriesRead()).isEqualTo(2);
    }

    @Test
    void whereNothingHasChangedOneRequestIsAll() {
        alice.put(DavServer.WORK);
        alice.server.asked.clear();

        CalendarReport report = alice.refresh();

        assertThat(report.problem()).isEmpty();
        assertThat(alice.server.whatWasAsked()).containsExactly("PROPFIND");
    }

    @Test
    void aServerWithoutSyncTokensIsComparedTagByTag() {
        alice.server.knowsSync = false;
        alice.put(DavServer.WORK);
        alice.server.asked.clear();

        changeAll();
        assertThatAllFollowed(alice.refresh());
        assertThat(alice.server.entriesRead()).isEqualTo(2);

        alice.server.asked.clear();
        alice.refresh();
        assertThat(alice.server.whatWasAsked()).containsExactly("PROPFIND"); // its ctag is the same
    }

    @Test
    void aServerWithoutAnyTagsIsReadWhole() {
        alice.server.knowsSync = false;
        alice.server.hasTags = false;
        alice.put(DavServer.WORK);
        alice.server.asked.clear();

        changeAll();

        assertThatAllFollowed(alice.refresh());
        assertThat(alice.server.entriesRead()).isEqualTo(2);
    }

    @Test
    void aTokenThatTheServerNoLongerKnowsLeadsToAWholeListing() {
        alice.put(DavServer.WORK);
        alice.server.asked.clear();

        changeAll();
        alice.server.oldestToken = 100;

        assertThatAllFollowed(alice.refresh());
        assertThat(alice.server.whatWasAsked())
                .containsExactly("PROPFIND", "sync-collection", "sync-collection", "calendar-multiget");
        assertThat(alice.server.entriesRead()).isEqualTo(2);
    }

    @Test
    void aListingInPartsIsFollowedToItsEnd() {
        alice.server.syncLimit = 1;
        alice.put(DavServer.WORK);
        assertThat(alice.busyHours()).containsExactly(8, 10);

        changeAll();

        assertThatAllFollowed(alice.refresh());
    }

    @Test
    void entriesWhoseNamesMustBeEscapedAreTheSameHoweverTheServerEscapesThem() {
        alice.server.put(DavServer.WORK + "x%40y.ics", DavHouse.event("x", 13));
        alice.put(DavServer.WORK);

        alice.server.remove(DavServer.WORK + "x%40y.ics");
        alice.refresh();

        assertThat(alice.busyHours()).containsExactly(8, 10);
    }

    @Test
    void aSeriesAndItsChangedOccurrenceInOneEntryCountAsOne() {
        alice.server.put(
                C,
                CalendarHouse.ics(
                        "BEGIN:VTIMEZONE",
                        "TZID:Somewhere",
                        "BEGIN:STANDARD",
                        "DTSTART:19700101T000000",
                        "TZOFFSETFROM:+0300",
                        "TZOFFSETTO:+0300",
                        "END:STANDARD",
                        "END:VTIMEZONE",
                        "BEGIN:VEVENT",
                        "UID:c",
                        "DTSTART;TZID=Somewhere:20300301T160000",
                        "DTEND;TZID=Somewhere:20300301T170000",
                        "RRULE:FREQ=DAILY",
                        "END:VEVENT",
                        "BEGIN:VEVENT",
                        "UID:c",
                        "RECURRENCE-ID;TZID=Somewhere:20300304T160000",
                        "DTSTART;TZID=Somewhere:20300304T180000",
                        "DTEND;TZID=Somewhere:20300304T190000",
                        "END:VEVENT"));

        alice.put(DavServer.WORK);

        assertThat(alice.busyHours()).containsExactly(8, 10, 15);
    }

    @Test
    void afterARestartItGoesOnFromWhatIsKept() {
        alice.put(DavServer.WORK);
        StoredCalendar kept =
                alice.house.store.find(CalendarHouse.ALICE, "work").orElseThrow();
        try (DavHouse restarted = new DavHouse()) {
            restarted.house.store.put(kept);
            alice.server.asked.clear();

            changeAll();
            CalendarReport report = restarted.refresh();

            assertThat(report.problem()).isEmpty();
            assertThat(restarted.busyHours()).containsExactly(9, 12);
            assertThat(alice.server.entriesRead()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-PAWN-CALDAV:1.", "END:VCALENDAR\r\nBEGIN:VCALENDAR", "X-PAWN-COLLECTION:."})
    void whatAnotherVersionKeptIsReadAnew(String changed) {
        alice.put(DavServer.WORK);
        StoredCalendar.Copy copy = alice.house
                .store
                .find(CalendarHouse.ALICE, "work")
                .flatMap(StoredCalendar::copy)
                .orElseThrow();
        CalendarBytes other = CalendarBytes.of(alice.copy().replace(changed, changed.replace("1.", "0.") + "9"));
        alice.house.store.putCopy(
                alice.house.store.find(CalendarHouse.ALICE, "work").orElseThrow(),
                new StoredCalendar.Copy(other, copy.readAt(), Optional.empty(), Optional.empty()));
        alice.server.asked.clear();

        CalendarReport report = alice.refresh();

        assertThat(report.problem()).isEmpty();
        assertThat(alice.busyHours()).containsExactly(8, 10);
        assertThat(alice.server.entriesRead()).isEqualTo(2);
    }

    @Nested
    final class GivenOnlyBusyTimeIsTold {
        @BeforeEach
        void close() {
            alice.server.tellsBusyTimeOnly = true;
        }

        @Test
        void theAddressItselfIsAskedForIt() {
            CalendarReport report = alice.put(DavServer.WORK);

            assertThat(report.problem()).isEmpty();
            assertThat(report.coverage()).isEqualTo(Coverage.KNOWN);
            assertThat(alice.busyHours()).containsExactly(8);
        }

        @Test
        void itIsAskedForAmongTheCalendarsOfAHome() {
            CalendarReport report = alice.put("/");

            assertThat(report.problem()).isEmpty();
            assertThat(alice.busyHours()).containsExactly(8);
        }

        @Test
        void theSameBusyTimeIsNoChange() {
            alice.put(DavServer.WORK);
            String before = alice.copy();

            alice.refresh();

            assertThat(alice.copy()).isEqualTo(before);
        }

        @Test
        void whenEntriesMayBeReadAfterAllTheyAre() {
            alice.put(DavServer.WORK);

            alice.server.tellsBusyTimeOnly = false;
            alice.refresh();

            assertThat(alice.busyHours()).containsExactly(8, 10);
        }
    }
}
