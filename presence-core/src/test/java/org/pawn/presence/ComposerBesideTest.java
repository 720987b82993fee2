package org.pawn.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.presence.Availability.AVAILABLE;
import static org.pawn.presence.Availability.AWAY;
import static org.pawn.presence.Availability.BUSY;
import static org.pawn.presence.Availability.DO_NOT_DISTURB;
import static org.pawn.presence.Availability.OFFLINE;
import static org.pawn.presence.ComposedPerson.administrator;
import static org.pawn.presence.ComposedPerson.ago;
import static org.pawn.presence.ComposedPerson.call;
import static org.pawn.presence.ComposedPerson.chosen;
import static org.pawn.presence.ComposedPerson.device;
import static org.pawn.presence.ComposedPerson.meeting;
import static org.pawn.presence.ComposedPerson.record;
import static org.pawn.presence.ComposedPerson.wallIn;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pawn.presence.Activity.Kind;

/**
 * {@code docs/presence-model.md}, sections 5 to 7: what is said beside it, the administrator's word, and what was read
 * back after a restart.
 */
final class ComposerBesideTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final ComposedPerson alice = new ComposedPerson();

    @Nested
    final class GivenAnAbsence {
        @Test
        void withinItOutOfOfficeIsAddedReachableOrNot() {
            ComposedPerson bob = new ComposedPerson();
            alice.absent(wallIn(Duration.ZERO), wallIn(HOUR));
            bob.says(device(BUSY)).absent(wallIn(Duration.ZERO), wallIn(HOUR));

            assertThat(alice.shown().availability()).isEqualTo(OFFLINE);
            assertThat(alice.shown().activities()).containsExactly(Activity.of(Kind.OUT_OF_OFFICE));
            assertThat(bob.shown().availability()).isEqualTo(BUSY);
            assertThat(bob.shown().activities()).containsExactly(Activity.of(Kind.OUT_OF_OFFICE));
        }

        @Test
        void itRunsFromItsBeginToItsEndExclusive() {
            alice.absent(wallIn(HOUR), wallIn(HOUR.multipliedBy(2)));

            assertThat(alice.shown(HOUR.minusNanos(1)).outOfOffice()).isEmpty();
            assertThat(alice.shown(HOUR).outOfOffice()).isPresent();
            assertThat(alice.shown(HOUR.multipliedBy(2).minusNanos(1)).outOfOffice())
                    .isPresent();
            assertThat(alice.shown(HOUR.multipliedBy(2)).outOfOffice()).isEmpty();
        }

        @Test
        void thePersonsOwnGoesBeforeTheCalendars() {
            alice.calendarSays(
                            Optional.of(new OutOfOffice(Optional.empty(), Optional.of(Note.of("ski")))),
                            Optional.empty())
                    .absent(wallIn(Duration.ZERO), wallIn(HOUR));

            assertThat(alice.shown().outOfOffice())
                    .contains(new OutOfOffice(Optional.of(wallIn(HOUR)), Optional.of(Note.of("sailing"))));
            assertThat(alice.shown(HOUR).outOfOffice())
                    .contains(new OutOfOffice(Optional.empty(), Optional.of(Note.of("ski"))));
        }

        @Test
        void itIsSaidBesideAManualStateToo() {
            alice.says(device(AVAILABLE)).chose(chosen(AWAY, Kind.LUNCH)).absent(wallIn(Duration.ZERO), wallIn(HOUR));

            assertThat(alice.shown().activities())
                    .containsExactly(Activity.of(Kind.OUT_OF_OFFICE), Activity.of(Kind.LUNCH));
        }
    }

    @Nested
    final class GivenWorkingHours {
        @Test
        void outsideThemOffWorkIsAddedReachableOrNot() {
            ComposedPerson bob = new ComposedPerson();
            alice.hours(WorkingTime.State.OFF);
            bob.says(device(AVAILABLE)).hours(WorkingTime.State.OFF);

            assertThat(alice.shown().activities()).containsExactly(Activity.of(Kind.OFF_WORK));
            assertThat(bob.shown().availability()).isEqualTo(AVAILABLE);
            assertThat(bob.shown().activities()).containsExactly(Activity.of(Kind.OFF_WORK));
        }

        @Test
        void withinThemOrWhereNoneAreKnownItIsNot() {
            ComposedPerson bob = new ComposedPerson();
            alice.hours(WorkingTime.State.WORKING);
            bob.hours(WorkingTime.State.UNKNOWN);

            assertThat(alice.shown().activities()).isEmpty();
            assertThat(bob.shown().activities()).isEmpty();
        }
    }

    @Nested
    final class GivenAnAdministratorsWord {
        @Test
        void itReplacesAvailabilityAndActivitiesAndClearsTheIdleFlag() {
            alice.says(device(BUSY).withLastActive(ago(HOUR)), call(), meeting(), administrator(AVAILABLE))
                    .chose(chosen(DO_NOT_DISTURB, Kind.LUNCH))
                    .hours(WorkingTime.State.OFF);

            assertThat(alice.shown().availability()).isEqualTo(AVAILABLE);
            assertThat(alice.shown().activities()).isEmpty();
            assertThat(alice.shown().idle()).isFalse();
        }

        @Test
        void withoutAnAvailabilityItLeavesThatAndReplacesTheActivities() {
            alice.says(device(BUSY).withLastActive(ago(HOUR)).withActivities(List.of(Activity.of(Kind.LUNCH))))
                    .says(administrator(AWAY)
                            .withoutAvailability()
                            .withActivities(List.of(Activity.of(Kind.TRAVELLING))));

            assertThat(alice.shown().availability()).isEqualTo(BUSY);
            assertThat(alice.shown().activities()).containsExactly(Activity.of(Kind.TRAVELLING));
            assertThat(alice.shown().idle()).isFalse();
        }

        @Test
        void itShowsThoughNothingReachesThePerson() {
            alice.says(administrator(BUSY));

            assertThat(alice.shown().availability()).isEqualTo(BUSY);
        }

        @Test
        void theLatestOfSeveralCounts() {
            alice.says(
                    administrator(BUSY),
                    record(Source.ADMINISTRATOR, "other", AWAY).withSince(ComposedPerson.NOW.wall()));

            assertThat(alice.shown().availability()).isEqualTo(AWAY);
        }

        @Test
        void ofOneInstantTheSmallerIdCounts() {
            alice.says(record(Source.ADMINISTRATOR, "other", AWAY), administrator(BUSY));

            assertThat(alice.shown().availability()).isEqualTo(BUSY);
        }
    }

    @Nested
    final class GivenARestart {
        @Test
        void whatWasReadBackShowsAndIsStale() {
            alice.says(device(BUSY).readBack());

            assertThat(alice.shown().availability()).isEqualTo(BUSY);
            assertThat(alice.shown().stale()).isTrue();
        }

        @Test
        void itIsStaleForLessThanTwoMinutesAndStaysAfterwards() {
            alice.says(device(BUSY).readBack())
                    .restarted(Duration.ofSeconds(120).minusNanos(1));

            assertThat(alice.shown().stale()).isTrue();
            assertThat(alice.shown(Duration.ofNanos(1)).stale()).isFalse();
            assertThat(alice.shown(Duration.ofNanos(1)).availability()).isEqualTo(BUSY);
        }

        @Test
        void oneFreshRecordThatReachesEndsIt() {
            alice.says(device(BUSY).readBack(), record(Source.DEVICE, "car", AWAY));

            assertThat(alice.shown().stale()).isFalse();
        }

        @Test
        void oneFreshRecordThatDoesNotReachLeavesIt() {
            alice.says(device(BUSY).readBack(), record(Source.DEVICE, "car", OFFLINE));

            assertThat(alice.shown().stale()).isTrue();
        }

        @Test
        void whoIsNotReachableIsNotStale() {
            alice.says(device(OFFLINE).readBack());

            assertThat(alice.shown().stale()).isFalse();
        }
    }
}
