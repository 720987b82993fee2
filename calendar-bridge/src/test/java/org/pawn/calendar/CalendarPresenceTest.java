package org.pawn.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pawn.presence.Activity;
import org.pawn.presence.Availability;
import org.pawn.presence.ManualChoice;
import org.pawn.presence.PresenceDocument;
import org.pawn.presence.Schedule;

final class CalendarPresenceTest {
    private static final String[] WITH_BOB = {
        "ORGANIZER:mailto:bob@example.com", "ATTENDEE:mailto:alice@example.com", "ATTENDEE:mailto:bob@example.com"
    };

    private Optional<CalendarHouse> opened = Optional.empty();

    @AfterEach
    void close() {
        opened.ifPresent(CalendarHouse::close);
    }

    private CalendarHouse house(String now, String zone) {
        CalendarHouse house = new CalendarHouse(Instant.parse(now), ZoneId.of(zone), new NoFeeds());
        opened = Optional.of(house);
        return house;
    }

    private static String[] event(String start, String end, String... more) {
        String[] lines = new String[more.length + 5];
        lines[0] = "BEGIN:VEVENT";
        lines[1] = "UID:1";
        lines[2] = "DTSTART" + start;
        lines[3] = "DTEND" + end;
        System.arraycopy(more, 0, lines, 4, more.length);
        lines[lines.length - 1] = "END:VEVENT";
        return lines;
    }

    private static void assertFree(PresenceDocument presence) {
        assertThat(presence.availability()).isEqualTo(Availability.AVAILABLE);
        assertThat(presence.activities()).isEmpty();
        assertThat(presence.schedule().state()).isEqualTo(Schedule.State.FREE);
    }

    private static void assertInMeeting(PresenceDocument presence, String until) {
        assertThat(presence.availability()).isEqualTo(Availability.BUSY);
        assertThat(presence.activities()).containsExactly(Activity.of(Activity.Kind.IN_A_MEETING));
        assertThat(presence.schedule().state()).isEqualTo(Schedule.State.BUSY);
        assertThat(presence.schedule().until()).contains(Instant.parse(until));
        assertThat(presence.schedule().freeAt()).contains(Instant.parse(until));
    }

    @Nested
    final class GivenAWeeklyMeetingAcrossAChangeOfTheClocks {
        private void follow(CalendarHouse house, String zone, String day, String... startsUtc) {
            String[] lines =
                    event(";TZID=" + zone + ":" + day + "T090000", ";TZID=" + zone + ":" + day + "T100000", WITH_BOB);
            lines[1] = "UID:weekly\r\nRRULE:FREQ=WEEKLY";
            house.signIn();
            house.put(lines);
            for (String start : startsUtc) {
                Instant begin = Instant.parse(start);
                Instant end = begin.plus(Duration.ofHours(1));
                assertFree(house.at(begin.minusMillis(1).toString()));
                assertInMeeting(house.at(start), end.toString());
                assertInMeeting(house.at(end.minusMillis(1).toString()), end.toString());
                assertFree(house.at(end.toString()));
            }
        }

        @Test
        void presenceTurnsAndReturnsAtTheExactInstantsInBerlinInSpring() {
            follow(
                    house("2030-03-20T00:00:00Z", "Europe/Berlin"),
                    "Europe/Berlin",
                    "20300304",
                    "2030-03-25T08:00:00Z",
                    "2030-04-01T07:00:00Z",
                    "2030-04-08T07:00:00Z");
        }

        @Test
        void presenceTurnsAndReturnsAtTheExactInstantsInBerlinInAutumn() {
            follow(
                    house("2030-10-20T00:00:00Z", "Europe/Berlin"),
                    "Europe/Berlin",
                    "20300304",
                    "2030-10-21T07:00:00Z",
                    "2030-10-28T08:00:00Z");
        }

        @Test
        void presenceTurnsAndReturnsAtTheExactInstantsInNewYork() {
            follow(
                    house("2030-03-01T00:00:00Z", "Europe/Berlin"),
                    "America/New_York",
                    "20300107",
                    "2030-03-04T14:00:00Z",
                    "2030-03-11T13:00:00Z",
                    "2030-03-18T13:00:00Z");
        }

        @Test
        void itGoesOnMonthsAheadAsTheWindowRolls() {
            follow(
                    house("2030-03-20T00:00:00Z", "Europe/Berlin"),
                    "Europe/Berlin",
                    "20300304",
                    "2030-07-01T07:00:00Z",
                    "2030-12-30T08:00:00Z");
        }
    }

    @Test
    void withoutACalendarTheScheduleIsUnknownAndNotFree() {
        CalendarHouse house = house("2030-03-04T00:00:00Z", "Europe/Berlin");
        house.signIn();

        PresenceDocument presence = house.at("2030-03-04T08:00:00Z");

        assertThat(presence.availability()).isEqualTo(Availability.AVAILABLE);
        assertThat(presence.schedule()).isEqualTo(Schedule.UNKNOWN);
    }

    @Test
    void anEventAloneIsAnAppointment() {
        CalendarHouse house = house("2030-03-04T00:00:00Z", "Europe/Berlin");
        house.signIn();
        house.put(event(":20300304T080000Z", ":20300304T090000Z"));

        PresenceDocument presence = house.at("2030-03-04T08:00:00Z");

        assertThat(presence.availability()).isEqualTo(Availability.BUSY);
        assertThat(presence.activities()).containsExactly(Activity.of(Activity.Kind.APPOINTMENT));
    }

    @Test
    void aMeetingMakesNobodyReachableButShowsInTheSchedule() {
        CalendarHouse house = house("2030-03-04T00:00:00Z", "Europe/Berlin");
        house.put(event(":20300304T080000Z", ":20300304T090000Z", WITH_BOB));

        PresenceDocument presence = house.at("2030-03-04T08:30:00Z");

        assertThat(presence.availability()).isEqualTo(Availability.OFFLINE);
        assertThat(presence.schedule().state()).isEqualTo(Schedule.State.BUSY);
        assertThat(presence.schedule().until()).contains(Instant.parse("2030-03-04T09:00:00Z"));
    }

    @Test
    void aTentativeEventSetsTheScheduleAndNotBusy() {
        CalendarHouse house = house("2030-03-04T00:00:00Z", "Europe/Berlin");
        house.signIn();
        house.put(event(":20300304T080000Z", ":20300304T090000Z", "STATUS:TENTATIVE"));

        PresenceDocument presence = house.at("2030-03-04T08:30:00Z");

        assertThat(presence.availability()).isEqualTo(Availability.AVAILABLE);
        assertThat(presence.schedule().state()).isEqualTo(Schedule.State.TENTATIVE);
        assertThat(presence.schedule().freeAt()).contains(Instant.parse("2030-03-04T09:00:00Z"));
    }

    @Test
    void anAllDayEventCountsOnlyAsOutOfOffice() {
        CalendarHouse house = house("2030-03-04T00:00:00Z", "Europe/Berlin");
        house.signIn();
        house.put(event(";VALUE=DATE:20300305", ";VALUE=DATE:20300306"));
        assertFree(house.at("2030-03-05T08:00:00Z"));

        house.put(event(";VALUE=DATE:20300306", ";VALUE=DATE:20300308", "X-MICROSOFT-CDO-BUSYSTATUS:OOF"));
        PresenceDocument presence = house.at("2030-03-05T23:00:00Z");

        assertThat(presence.availability()).isEqualTo(Availability.AVAILABLE);
        assertThat(presence.activities()).containsExactly(Activity.of(Activity.Kind.OUT_OF_OFFICE));
        assertThat(presence.schedule().state()).isEqualTo(Schedule.State.OUT_OF_OFFICE);
        assertThat(presence.outOfOffice().orElseThrow().until()).contains(Instant.parse("2030-03-07T23:00:00Z"));
    }

    @Test
    void moreThanEightHoursMakeBusyWithoutAMeeting() {
        CalendarHouse house = house("2030-03-04T00:00:00Z", "Europe/Berlin");
        house.signIn();
        house.put(event(":20300304T080000Z", ":20300304T170000Z", WITH_BOB));

        PresenceDocument presence = house.at("2030-03-04T08:30:00Z");

        assertThat(presence.availability()).isEqualTo(Availability.BUSY);
        assertThat(presence.activities()).isEmpty();
    }

    @Test
    void workingElsewhereGivesThePlaceAlone() {
        CalendarHouse house = house("2030-03-04T00:00:00Z", "Europe/Berlin");
        house.signIn();
        house.put(event(":20300304T080000Z", ":20300304T170000Z", "X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE"));

        PresenceDocument presence = house.at("2030-03-04T08:30:00Z");

        assertThat(presence.availability()).isEqualTo(Availability.AVAILABLE);
        assertThat(presence.schedule().state()).isEqualTo(Schedule.State.ELSEWHERE);
        assertThat(presence.workLocation()).contains("elsewhere");
    }

    @Test
    void manualAvailableDismissesTheRunningMeetingAndNotTheNext() {
        CalendarHouse house = house("2030-03-04T00:00:00Z", "Europe/Berlin");
        house.signIn();
        String[] lines = event(":20300304T080000Z", ":20300304T090000Z", WITH_BOB);
        lines[1] = "UID:1\r\nRRULE:FREQ=HOURLY;INTERVAL=2;COUNT=2";
        house.put(lines);
        Instant now = Instant.parse("2030-03-04T08:30:00Z");
        assertThat(house.at(now.toString()).availability()).isEqualTo(Availability.BUSY);

        house.presence
                .setManual(
                        CalendarHouse.ALICE,
                        new ManualChoice(
                                Availability.AVAILABLE,
                                java.util.List.of(),
                                Optional.empty(),
                                Optional.of(now.plus(Duration.ofHours(8))),
                                false))
                .join();

        assertThat(house.at("2030-03-04T08:31:00Z").availability()).isEqualTo(Availability.AVAILABLE);
        assertThat(house.at("2030-03-04T10:00:00Z").availability()).isEqualTo(Availability.BUSY);
    }

    @Test
    void aNewFileTakesEffectAtOnce() {
        CalendarHouse house = house("2030-03-04T08:30:00Z", "Europe/Berlin");
        house.signIn();
        house.put(event(":20300304T080000Z", ":20300304T090000Z", WITH_BOB));
        assertThat(house.at("2030-03-04T08:30:01Z").availability()).isEqualTo(Availability.BUSY);

        house.put(event(":20300304T080000Z", ":20300304T090000Z", "STATUS:CANCELLED"));

        assertFree(house.at("2030-03-04T08:30:02Z"));
    }

    @Test
    void aRemovedCalendarLeavesTheScheduleUnknown() {
        CalendarHouse house = house("2030-03-04T08:30:00Z", "Europe/Berlin");
        house.signIn();
        house.put(event(":20300304T080000Z", ":20300304T090000Z", WITH_BOB));

        house.calendars.remove(CalendarHouse.ALICE, "work");

        assertThat(house.at("2030-03-04T08:31:00Z").schedule()).isEqualTo(Schedule.UNKNOWN);
        assertThat(house.at("2030-03-04T08:31:00Z").availability()).isEqualTo(Availability.AVAILABLE);
    }

    @Test
    void aWallClockThatWasSetIsFollowed() {
        CalendarHouse house = house("2030-03-04T00:00:00Z", "Europe/Berlin");
        house.signIn();
        house.put(event(":20300304T080000Z", ":20300304T090000Z", WITH_BOB));
        house.at("2030-03-04T00:00:01Z");

        house.time.jumpTo(Instant.parse("2030-03-04T08:30:00Z"));
        house.schedules.clockWasSet();

        assertThat(house.at("2030-03-04T08:30:01Z").availability()).isEqualTo(Availability.BUSY);
        assertFree(house.at("2030-03-04T09:00:00Z"));
    }

    @Test
    void beingFreeIsNoNewsDayAfterDay() {
        CalendarHouse house = house("2030-03-04T00:00:00Z", "Europe/Berlin");
        house.signIn();
        house.put(event(":20300104T080000Z", ":20300104T090000Z", WITH_BOB));
        PresenceDocument monday = house.at("2030-03-04T08:00:00Z");

        assertThat(house.at("2030-03-08T08:00:00Z")).isEqualTo(monday);
    }
}
