package org.pawn.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.pawn.freebusy.LocalHours;
import org.pawn.freebusy.WeeklyHours;

final class QuietHoursTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final QuietHours MONDAY_NIGHT = new QuietHours(
            new WeeklyHours(Map.of(DayOfWeek.MONDAY, new LocalHours(LocalTime.of(20, 0), LocalTime.of(7, 0)))));
    private static final Instant MONDAY_AT_EIGHT = Instant.parse("2030-03-04T19:00:00Z");
    private static final Instant TUESDAY_AT_SEVEN = Instant.parse("2030-03-05T06:00:00Z");

    @Test
    void theyRunFromTheFirstInstantToJustBeforeTheLast() {
        assertThat(MONDAY_NIGHT.contain(MONDAY_AT_EIGHT.minusNanos(1), BERLIN)).isFalse();
        assertThat(MONDAY_NIGHT.contain(MONDAY_AT_EIGHT, BERLIN)).isTrue();
        assertThat(MONDAY_NIGHT.contain(TUESDAY_AT_SEVEN.minusNanos(1), BERLIN)).isTrue();
        assertThat(MONDAY_NIGHT.contain(TUESDAY_AT_SEVEN, BERLIN)).isFalse();
    }

    @Test
    void theSameInstantIsQuietOnOneClockAndNotOnAnother() {
        assertThat(MONDAY_NIGHT.contain(MONDAY_AT_EIGHT, ZoneId.of("America/New_York")))
                .isFalse();
    }

    @Test
    void theEndIsKnownWithinThemAndThatOfTheNextOutside() {
        Instant midnight = Instant.parse("2030-03-05T00:00:00Z");
        Instant noon = Instant.parse("2030-03-05T12:00:00Z");

        assertThat(MONDAY_NIGHT.until(midnight, BERLIN)).contains(TUESDAY_AT_SEVEN);
        assertThat(MONDAY_NIGHT.until(noon, BERLIN)).isEmpty();
        assertThat(MONDAY_NIGHT.nextEnd(noon, BERLIN)).contains(TUESDAY_AT_SEVEN.plus(Duration.ofDays(7)));
        assertThat(QuietHours.NONE.nextEnd(noon, BERLIN)).isEmpty();
    }

    @Test
    void whoIsNeverToBeDisturbedIsToldNoEndButAFarOne() {
        QuietHours always = new QuietHours(new WeeklyHours(Arrays.stream(DayOfWeek.values())
                .collect(Collectors.toMap(
                        Function.identity(), day -> new LocalHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)))));

        assertThat(always.until(MONDAY_AT_EIGHT, BERLIN).orElseThrow())
                .isAfter(MONDAY_AT_EIGHT.plus(Duration.ofDays(7)));
    }
}
