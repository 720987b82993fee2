package org.pawn.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pawn.presence.ManualState.EndsEarly;

/** {@code docs/presence-model.md}, section 4: how long a state set by hand lasts where the person gave no end. */
final class ManualChoiceTest {
    private static final Instant NOW = Instant.parse("2030-03-04T10:00:00Z");
    private static final Instant EVENING = Instant.parse("2030-03-04T17:00:00Z");
    private static final WorkingTime AT_WORK = new WorkingTime(WorkingTime.State.WORKING, Optional.of(EVENING));
    private static final Duration DAY = Duration.ofDays(1);

    private static ManualState chosen(Availability availability, WorkingTime working, Activity.Kind... kinds) {
        List<Activity> activities = List.of(kinds).stream().map(Activity::of).toList();
        return new ManualChoice(availability, activities, Optional.empty(), Optional.empty(), false).from(NOW, working);
    }

    @Nested
    final class GivenThePersonSaidWhenItEnds {
        @ParameterizedTest
        @EnumSource(value = Availability.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
        void itEndsThenAndNotBefore(Availability availability) {
            ManualState state = new ManualChoice(
                            availability, List.of(), Optional.empty(), Optional.of(NOW.plusSeconds(5)), false)
                    .from(NOW, AT_WORK);

            assertThat(state.setAt()).isEqualTo(NOW);
            assertThat(state.until()).isEqualTo(NOW.plusSeconds(5));
            assertThat(state.endsEarly()).isEqualTo(EndsEarly.NEVER);
        }
    }

    @Nested
    final class GivenNoEnd {
        @Test
        void beRightBackLastsAnHour() {
            assertThat(chosen(Availability.BE_RIGHT_BACK, AT_WORK).until()).isEqualTo(NOW.plus(Duration.ofHours(1)));
        }

        @ParameterizedTest
        @EnumSource(
                value = Availability.class,
                names = {"AWAY", "BUSY", "AVAILABLE"})
        void lunchLastsAnHourBesideAnyAvailability(Availability availability) {
            ManualState state = chosen(availability, AT_WORK, Activity.Kind.LUNCH);

            assertThat(state.until()).isEqualTo(NOW.plus(Duration.ofHours(1)));
            assertThat(state.endsEarly()).isEqualTo(EndsEarly.NEVER);
        }

        @ParameterizedTest
        @EnumSource(
                value = Availability.class,
                names = {"BUSY", "DO_NOT_DISTURB"})
        void busyAndDoNotDisturbLastToTheEndOfTheWorkingDay(Availability availability) {
            assertThat(chosen(availability, AT_WORK).until()).isEqualTo(EVENING);
            assertThat(chosen(availability, AT_WORK).endsEarly()).isEqualTo(EndsEarly.NEVER);
        }

        @ParameterizedTest
        @EnumSource(
                value = Availability.class,
                names = {"BUSY", "DO_NOT_DISTURB"})
        void theyLastADayOutsideWorkingHoursOrWhereNoneAreKnown(Availability availability) {
            WorkingTime off = new WorkingTime(WorkingTime.State.OFF, Optional.of(EVENING));
            WorkingTime endless = new WorkingTime(WorkingTime.State.WORKING, Optional.empty());
            WorkingTime over = new WorkingTime(WorkingTime.State.WORKING, Optional.of(NOW));

            assertThat(List.of(off, endless, over, WorkingTime.UNKNOWN))
                    .allSatisfy(working ->
                            assertThat(chosen(availability, working).until()).isEqualTo(NOW.plus(DAY)));
        }

        @ParameterizedTest
        @EnumSource(
                value = Availability.class,
                names = {"AWAY", "OFFLINE"})
        void awayAndOfflineLastUntilTheNextSignInAndADayAtMost(Availability availability) {
            assertThat(chosen(availability, AT_WORK).until()).isEqualTo(NOW.plus(DAY));
            assertThat(chosen(availability, AT_WORK).endsEarly()).isEqualTo(EndsEarly.AT_SIGN_IN);
        }

        @Test
        void availableLastsUntilTheLastDeviceSignsOut() {
            ManualState state = chosen(Availability.AVAILABLE, AT_WORK);

            assertThat(state.endsEarly()).isEqualTo(EndsEarly.AT_SIGN_OUT);
            assertThat(state.until()).isAfter(NOW.plus(DAY));
        }

        @Test
        void availableThatAlwaysShowsLastsADay() {
            ManualState state = new ManualChoice(
                            Availability.AVAILABLE, List.of(), Optional.empty(), Optional.empty(), true)
                    .from(NOW, AT_WORK);

            assertThat(state.endsEarly()).isEqualTo(EndsEarly.NEVER);
            assertThat(state.until()).isEqualTo(NOW.plus(DAY));
        }
    }
}
