package org.pawn.freebusy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WorkingHoursTest {
    private static final WorkingHours SUNDAY_AND_MONDAY = new WorkingHours(Map.of(
            DayOfWeek.SUNDAY, new LocalHours(LocalTime.of(1, 0), LocalTime.of(9, 0)),
            DayOfWeek.MONDAY, new LocalHours(LocalTime.of(9, 0), LocalTime.of(17, 0))));

    @Test
    void hoursFollowTheWallClockAcrossASpringForward() {
        var window = new TimeSpan(Instant.parse("2030-03-31T00:00:00Z"), Instant.parse("2030-04-02T00:00:00Z"));

        var spans = SUNDAY_AND_MONDAY.within(window, ZoneId.of("Europe/Berlin"));

        assertThat(spans)
                .containsExactly(
                        new TimeSpan(Instant.parse("2030-03-31T00:00:00Z"), Instant.parse("2030-03-31T07:00:00Z")),
                        new TimeSpan(Instant.parse("2030-04-01T07:00:00Z"), Instant.parse("2030-04-01T15:00:00Z")));
    }

    @Test
    void hoursThatAreNotKnownAreNone() {
        var window = new TimeSpan(Instant.parse("2030-03-04T00:00:00Z"), Instant.parse("2030-03-05T00:00:00Z"));

        assertThat(WorkingHours.UNKNOWN.within(window, ZoneId.of("UTC"))).isEmpty();
    }
}
