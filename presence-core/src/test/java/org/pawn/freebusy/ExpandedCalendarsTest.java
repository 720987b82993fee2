package org.pawn.freebusy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.pawn.address.AddressOfRecord;

final class ExpandedCalendarsTest {
    private static final AddressOfRecord ALICE = new AddressOfRecord("alice", "example.com");
    private static final Instant MONDAY = Instant.parse("2030-03-04T00:00:00Z");

    private final InMemoryCalendarStore store = new InMemoryCalendarStore();
    private final AtomicInteger readings = new AtomicInteger();
    private WorkingHours weekly = WorkingHours.UNKNOWN;
    private List<TimeSpan> stated = List.of();
    private List<TimeSpan> available = List.of();
    private int spansAWindow = 1;
    private final ExpandedCalendars calendars = new ExpandedCalendars(
            store, this::expand, person -> new CalendarOwner(person, ZoneId.of("UTC"), Set.of(), weekly, false));

    /** So many hours of each window are busy, one after the other with a gap. */
    private CalendarExpansion expand(CalendarBytes bytes, CalendarOwner owner, TimeSpan window) {
        readings.incrementAndGet();
        List<BusyInterval> busy = new ArrayList<>();
        for (int i = 0; i < spansAWindow; i++) {
            Instant start = window.start().plusSeconds(20L * i);
            busy.add(new BusyInterval(start, start.plusSeconds(10), BusyType.BUSY));
        }
        return new CalendarExpansion(
                List.of(), busy, available, stated, List.of(), true, 1, Optional.empty(), List.of());
    }

    private static AddressOfRecord person(int number) {
        return new AddressOfRecord("user" + number, "example.com");
    }

    private void hasCalendar(AddressOfRecord person) {
        store.put(new StoredCalendar(
                person,
                "work",
                new CalendarOrigin.Upload(),
                StoredCalendar.Effect.BUSY,
                Optional.of(StoredCalendar.Copy.uploaded(CalendarBytes.of("any"), MONDAY))));
    }

    private static TimeSpan days(int from, int to) {
        return new TimeSpan(MONDAY.plus(Duration.ofDays(from)), MONDAY.plus(Duration.ofDays(to)));
    }

    @Test
    void aThousandCalendarsOfAMonthAreReadOnce() {
        for (int i = 0; i < 1_000; i++) {
            hasCalendar(person(i));
        }
        spansAWindow = 200;

        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 1_000; i++) {
                calendars.over(person(i), days(0, 31));
            }
        }

        assertThat(readings).hasValue(1_000);
    }

    @Test
    void questionsOfOneWeekShareAReading() {
        hasCalendar(ALICE);

        calendars.over(ALICE, days(0, 31));
        calendars.over(ALICE, new TimeSpan(MONDAY.plusSeconds(61), MONDAY.plusSeconds(3_600)));

        assertThat(readings).hasValue(1);
    }

    @Test
    void whatWasAskedForLeastLatelyGoesFirst() {
        spansAWindow = 19_000;
        for (int i = 0; i < 140; i++) {
            hasCalendar(person(i));
            calendars.over(person(i), days(0, 31));
        }
        readings.set(0);

        calendars.over(person(139), days(0, 31));
        assertThat(readings).hasValue(0);
        calendars.over(person(0), days(0, 31));
        assertThat(readings).hasValue(1);
    }

    @Test
    void aChangedCalendarIsReadAgain() {
        hasCalendar(ALICE);
        calendars.over(ALICE, days(0, 31));

        calendars.changed(ALICE);
        calendars.over(ALICE, days(0, 31));

        assertThat(readings).hasValue(2);
    }

    @Test
    void weeklyHoursHoldWhereTheCalendarStatesNone() {
        hasCalendar(ALICE);
        weekly = new WorkingHours(Map.of(
                DayOfWeek.MONDAY, new LocalHours(LocalTime.of(9, 0), LocalTime.of(17, 0)),
                DayOfWeek.TUESDAY, new LocalHours(LocalTime.of(9, 0), LocalTime.of(17, 0))));
        stated = List.of(days(0, 1)); // a holiday: unavailable all Monday

        PersonCalendar week = calendars.over(ALICE, days(0, 5));

        TimeSpan tuesday = new TimeSpan(MONDAY.plus(Duration.ofHours(24 + 9)), MONDAY.plus(Duration.ofHours(24 + 17)));
        assertThat(week.hoursWithin(days(0, 5))).containsExactly(tuesday);
        assertThat(week.usableWithin(days(0, 5))).containsExactly(tuesday);
    }

    @Test
    void whereNobodySaysWhetherThePersonWorksAllTimeIsOfUse() {
        hasCalendar(ALICE);
        stated = List.of(days(0, 1));
        available = List.of(new TimeSpan(MONDAY.plus(Duration.ofHours(9)), MONDAY.plus(Duration.ofHours(12))));

        PersonCalendar week = calendars.over(ALICE, days(0, 5));

        assertThat(week.hoursWithin(days(0, 5))).isEqualTo(available);
        assertThat(week.usableWithin(days(0, 5))).containsExactly(available.get(0), days(1, 5));
    }
}
