package org.pawn.freebusy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WeeklyHoursTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalHours NIGHT = new LocalHours(LocalTime.of(20, 0), LocalTime.of(7, 0));

    private static WeeklyHours on(LocalHours hours, DayOfWeek... days) {
        Map<DayOfWeek, LocalHours> byDay = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : days) {
            byDay.put(day, hours);
        }
        return new WeeklyHours(byDay);
    }

    private static TimeSpan span(String start, String end) {
        return new TimeSpan(Instant.parse(start), Instant.parse(end));
    }

    @Test
    void aNightEndsOnTheNextDayThoughThatHasNone() {
        WeeklyHours friday = on(NIGHT, DayOfWeek.FRIDAY);

        assertThat(friday.within(span("2030-03-04T00:00:00Z", "2030-03-11T00:00:00Z"), BERLIN))
                .containsExactly(span("2030-03-08T19:00:00Z", "2030-03-09T06:00:00Z"));
    }

    @Test
    void aWindowThatBeginsInTheNightSeesTheRestOfIt() {
        WeeklyHours friday = on(NIGHT, DayOfWeek.FRIDAY);

        assertThat(friday.within(span("2030-03-09T05:00:00Z", "2030-03-09T12:00:00Z"), BERLIN))
                .containsExactly(span("2030-03-09T05:00:00Z", "2030-03-09T06:00:00Z"));
    }

    @Test
    void hoursThatTouchOrOverlapAreOne() {
        WeeklyHours weekend = new WeeklyHours(Map.of(
                DayOfWeek.FRIDAY, new LocalHours(LocalTime.of(20, 0), LocalTime.of(20, 0)),
                DayOfWeek.SATURDAY, new LocalHours(LocalTime.of(12, 0), LocalTime.MIDNIGHT),
                DayOfWeek.SUNDAY, new LocalHours(LocalTime.MIDNIGHT, LocalTime.of(18, 0))));

        assertThat(weekend.within(span("2030-03-04T00:00:00Z", "2030-03-11T00:00:00Z"), BERLIN))
                .containsExactly(span("2030-03-08T19:00:00Z", "2030-03-10T17:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "2030-03-31T00:00:00Z, 2030-03-30T19:00:00Z, 2030-03-31T05:00:00Z", // an hour short
        "2030-10-27T00:00:00Z, 2030-10-26T18:00:00Z, 2030-10-27T06:00:00Z" // an hour long
    })
    void aNightFollowsTheWallClockWhenTheClockIsSet(String within, Instant start, Instant end) {
        WeeklyHours saturday = on(NIGHT, DayOfWeek.SATURDAY);
        Instant then = Instant.parse(within);

        assertThat(saturday.within(new TimeSpan(then.minusSeconds(86_400), then.plusSeconds(86_400)), BERLIN))
                .containsExactly(new TimeSpan(start, end));
    }

    @ParameterizedTest
    @CsvSource({
        "02:15, 02:45, 0", // the clock jumps over all of it
        "02:15, 03:00, 0",
        "02:30, 03:30, 30", // from the jump on
        "01:30, 02:30, 30" // until the jump
    })
    void aTimeThatTheClockJumpsOverIsWhenItJumps(LocalTime start, LocalTime end, long minutes) {
        WeeklyHours sunday = on(new LocalHours(start, end), DayOfWeek.SUNDAY);

        List<TimeSpan> spans = sunday.within(span("2030-03-31T00:00:00Z", "2030-03-31T06:00:00Z"), BERLIN);

        assertThat(spans.stream().mapToLong(one -> one.length().toMinutes()).sum())
                .isEqualTo(minutes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia"})
    void anyHoursAreThoseThatALookAtTheClockMinuteByMinuteFinds(String zoneId) {
        ZoneId zone = ZoneId.of(zoneId);
        Random random = new Random(7);
        for (int round = 0; round < 20; round++) {
            WeeklyHours hours = anyHours(random);
            Instant start = Instant.parse("2030-03-01T00:00:00Z").plusSeconds(86_400L * random.nextInt(365));
            TimeSpan window = new TimeSpan(start, start.plusSeconds(3 * 86_400));

            List<TimeSpan> spans = hours.within(window, zone);

            for (Instant at = start; at.isBefore(window.end()); at = at.plusSeconds(600)) {
                Instant looked = at;
                LocalDateTime local = LocalDateTime.ofInstant(at, zone);
                if (zone.getRules().getValidOffsets(local).size() == 1) { // an hour that comes twice has two answers
                    assertThat(spans.stream().anyMatch(one -> one.contains(looked)))
                            .as("%s at %s in %s", hours, local, zone)
                            .isEqualTo(shows(hours, local));
                }
            }
        }
    }

    private static WeeklyHours anyHours(Random random) {
        Map<DayOfWeek, LocalHours> byDay = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (random.nextBoolean()) {
                byDay.put(day, new LocalHours(anyTime(random), anyTime(random)));
            }
        }
        return new WeeklyHours(byDay);
    }

    private static LocalTime anyTime(Random random) {
        return LocalTime.of(random.nextInt(24), 10 * random.nextInt(6));
    }

    private static boolean shows(WeeklyHours hours, LocalDateTime local) {
        List<LocalDate> days =
                new ArrayList<>(List.of(local.toLocalDate(), local.toLocalDate().minusDays(1)));
        return days.stream().anyMatch(day -> {
            LocalHours begun = hours.byDay().get(day.getDayOfWeek());
            if (begun == null) {
                return false;
            }
            LocalDateTime end = day.atTime(begun.end()).plusDays(begun.end().isAfter(begun.start()) ? 0 : 1);
            return !local.isBefore(day.atTime(begun.start())) && local.isBefore(end);
        });
    }
}
