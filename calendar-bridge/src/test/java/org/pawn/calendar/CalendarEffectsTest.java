package org.pawn.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pawn.freebusy.AvailabilityAnswer;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.Coverage;
import org.pawn.freebusy.FreeBusy;
import org.pawn.freebusy.StoredCalendar;
import org.pawn.freebusy.TimeSpan;
import org.pawn.presence.Schedule;

/** Each of a person's calendars does what its owner says: it makes busy, it gives working hours, or nothing. */
final class CalendarEffectsTest {
    private static final Instant MORNING = Instant.parse("2030-03-04T07:00:00Z");
    private static final String MEETING = CalendarHouse.ics(
            "BEGIN:VEVENT", "UID:1", "DTSTART:20300304T080000Z", "DTEND:20300304T090000Z", "END:VEVENT");
    private static final String SHIFTS = CalendarHouse.ics(
            "BEGIN:VEVENT",
            "UID:early",
            "DTSTART:20300304T070000Z",
            "DTEND:20300304T110000Z",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "UID:late",
            "DTSTART:20300304T120000Z",
            "DTEND:20300304T160000Z",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "UID:holiday",
            "DTSTART:20300305T070000Z",
            "DTEND:20300305T160000Z",
            "X-MICROSOFT-CDO-BUSYSTATUS:OOF",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "UID:perhaps",
            "DTSTART:20300306T070000Z",
            "DTEND:20300306T160000Z",
            "STATUS:TENTATIVE",
            "END:VEVENT");
    private static final String OFFICE_HOURS = CalendarHouse.ics(
            "BEGIN:VAVAILABILITY",
            "UID:v",
            "BEGIN:AVAILABLE",
            "UID:a",
            "DTSTART:20300304T090000Z",
            "DTEND:20300304T150000Z",
            "RRULE:FREQ=DAILY",
            "END:AVAILABLE",
            "END:VAVAILABILITY");

    private final CalendarHouse house = new CalendarHouse(MORNING, ZoneId.of("Europe/Berlin"), new NoFeeds());

    @AfterEach
    void close() {
        house.close();
    }

    private void put(String id, String ics, StoredCalendar.Effect effect) {
        house.calendars.put(CalendarHouse.ALICE, id, CalendarBytes.of(ics));
        house.calendars.setEffect(CalendarHouse.ALICE, id, effect);
    }

    private FreeBusy today() {
        return day(0);
    }

    private FreeBusy day(int later) {
        Instant midnight = MORNING.minus(Duration.ofHours(7)).plus(Duration.ofDays(later));
        return house.freeBusy.query(CalendarHouse.ALICE, midnight, midnight.plus(Duration.ofDays(1)));
    }

    private static TimeSpan span(String start, String end) {
        return new TimeSpan(Instant.parse("2030-03-04T" + start + ":00Z"), Instant.parse("2030-03-04T" + end + ":00Z"));
    }

    @Test
    void aCalendarMakesBusyUnlessToldOtherwise() {
        house.put("BEGIN:VEVENT", "UID:1", "DTSTART:20300304T080000Z", "DTEND:20300304T090000Z", "END:VEVENT");

        assertThat(house.calendars.get(CalendarHouse.ALICE, "work").calendar().effect())
                .isEqualTo(StoredCalendar.Effect.BUSY);
        assertThat(today().busy()).hasSize(1);
    }

    @Test
    void anIgnoredCalendarIsListedAndCountsForNothing() {
        put("work", MEETING, StoredCalendar.Effect.BUSY);
        assertThat(house.at("2030-03-04T08:10:00Z").schedule().state()).isEqualTo(Schedule.State.BUSY);

        house.calendars.setEffect(CalendarHouse.ALICE, "work", StoredCalendar.Effect.IGNORE);

        assertThat(house.at("2030-03-04T08:20:00Z").schedule()).isEqualTo(Schedule.UNKNOWN);
        assertThat(today().coverage()).isEqualTo(Coverage.NONE);
        assertThat(house.calendars.list(CalendarHouse.ALICE)).hasSize(1);
    }

    @Test
    void eventsOfAWorkingHoursCalendarAreWhenItsOwnerWorks() {
        put("work", MEETING, StoredCalendar.Effect.BUSY);
        put("shifts", SHIFTS, StoredCalendar.Effect.WORKING_HOURS);

        assertThat(today().busy()).hasSize(1);
        assertThat(today().workingHours()).containsExactly(span("07:00", "11:00"), span("12:00", "16:00"));
        assertThat(day(1).workingHours()).isEmpty(); // away
        assertThat(day(2).workingHours()).isEmpty(); // perhaps
    }

    @Test
    void theNextFreeTimeIsWithinTheseHours() {
        put("work", MEETING, StoredCalendar.Effect.BUSY);
        put("shifts", SHIFTS, StoredCalendar.Effect.WORKING_HOURS);

        AvailabilityAnswer answer = house.freeBusy
                .availability(List.of(CalendarHouse.ALICE), Instant.parse("2030-03-04T08:30:00Z"), Duration.ofHours(3))
                .get(0);

        assertThat(answer.nextFree()).contains(Instant.parse("2030-03-04T12:00:00Z"));
    }

    @Test
    void availabilityOfAWorkingHoursCalendarGivesHoursAndNoBusyTime() {
        put("work", MEETING, StoredCalendar.Effect.BUSY);
        put("office", OFFICE_HOURS, StoredCalendar.Effect.WORKING_HOURS);

        assertThat(today().busy()).hasSize(1);
        assertThat(today().workingHours()).containsExactly(span("09:00", "15:00"));
    }

    @Test
    void availabilityThatEndsSaysNothingOfTheDaysAfterIt() {
        String untilTonight =
                OFFICE_HOURS.replace("UID:v", "UID:v\r\nDTSTART:20300304T000000Z\r\nDTEND:20300305T000000Z");
        put("work", MEETING.replace("0304T08", "0305T20").replace("0304T09", "0305T21"), StoredCalendar.Effect.BUSY);
        put("office", untilTonight, StoredCalendar.Effect.WORKING_HOURS);

        AvailabilityAnswer answer = house.freeBusy
                .availability(List.of(CalendarHouse.ALICE), Instant.parse("2030-03-05T20:30:00Z"), Duration.ofHours(1))
                .get(0);

        assertThat(today().workingHours()).containsExactly(span("09:00", "15:00"));
        assertThat(answer.nextFree()).contains(Instant.parse("2030-03-05T21:00:00Z"));
    }

    @Test
    void aWorkingHoursCalendarAloneSaysNothingOfBusyTime() {
        put("shifts", SHIFTS, StoredCalendar.Effect.WORKING_HOURS);

        assertThat(today().coverage()).isEqualTo(Coverage.NONE);
        assertThat(today().unknown()).hasSize(1);
    }

    @Test
    void aCalendarThatIsPutAgainKeepsItsEffect() {
        put("work", MEETING, StoredCalendar.Effect.IGNORE);

        house.calendars.put(CalendarHouse.ALICE, "work", CalendarBytes.of(SHIFTS));

        assertThat(house.calendars.get(CalendarHouse.ALICE, "work").calendar().effect())
                .isEqualTo(StoredCalendar.Effect.IGNORE);
    }
}
