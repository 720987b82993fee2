package org.pawn.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.presence.Availability.AVAILABLE;
import static org.pawn.presence.Availability.AWAY;
import static org.pawn.presence.Availability.BUSY;
import static org.pawn.presence.Availability.DO_NOT_DISTURB;
import static org.pawn.presence.ComposedPerson.NOW;
import static org.pawn.presence.ComposedPerson.ago;
import static org.pawn.presence.ComposedPerson.call;
import static org.pawn.presence.ComposedPerson.chosen;
import static org.pawn.presence.ComposedPerson.device;
import static org.pawn.presence.ComposedPerson.event;
import static org.pawn.presence.ComposedPerson.meeting;
import static org.pawn.presence.ComposedPerson.phone;
import static org.pawn.presence.ComposedPerson.record;
import static org.pawn.presence.ComposedPerson.session;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pawn.presence.Activity.Kind;

/** {@code docs/presence-model.md}, section 3: what the person does raises how they show, and never lowers it. */
final class ComposerSituationTest {
    private static final List<Activity> LUNCH = List.of(Activity.of(Kind.LUNCH));
    private static final Duration LONG = Duration.ofMinutes(10);

    private final ComposedPerson alice = new ComposedPerson();

    @Nested
    final class GivenAnAvailablePerson {
        @ParameterizedTest
        @CsvSource({
            "PRESENTING,DO_NOT_DISTURB", "FOCUSING,DO_NOT_DISTURB", "IN_A_CALL,BUSY", "IN_A_CONFERENCE_CALL,BUSY",
            "IN_A_MEETING,BUSY", "APPOINTMENT,BUSY", "URGENT_ONLY,AVAILABLE", "OUT_OF_OFFICE,AVAILABLE",
            "OFF_WORK,AVAILABLE", "LUNCH,AVAILABLE", "TRAVELLING,AVAILABLE", "INACTIVE,AVAILABLE"
        })
        void anActivityRaisesByItsKind(Kind kind, Availability to) {
            alice.says(device(AVAILABLE), event(kind));

            assertThat(alice.shown().availability()).isEqualTo(to);
            assertThat(alice.shown().activities()).containsExactly(Activity.of(kind));
        }

        @Test
        void policyMakesFocusingBusy() {
            alice.says(device(AVAILABLE), event(Kind.FOCUSING)).focusIsBusy();

            assertThat(alice.shown().availability()).isEqualTo(BUSY);
        }

        @ParameterizedTest
        @CsvSource({
            "DO_NOT_DISTURB,DO_NOT_DISTURB",
            "BUSY,BUSY",
            "AVAILABLE,AVAILABLE",
            "BE_RIGHT_BACK,AVAILABLE",
            "AWAY,AVAILABLE",
            "OFFLINE,AVAILABLE",
            "UNKNOWN,AVAILABLE"
        })
        void whatASituationSaysRaisesOnlyToBusyOrDoNotDisturb(Availability said, Availability to) {
            alice.says(device(AVAILABLE), record(Source.CALENDAR, "one", said));

            assertThat(alice.shown().availability()).isEqualTo(to);
        }

        @Test
        void theStrongerOfAWordAndAnActivityCounts() {
            alice.says(
                    device(AVAILABLE),
                    record(Source.CONFERENCE, "one", BUSY).withActivities(List.of(Activity.of(Kind.PRESENTING))));

            assertThat(alice.shown().availability()).isEqualTo(DO_NOT_DISTURB);
        }

        @Test
        void theStrongestOfSeveralSituationsCountsAndTheActivitiesOfAllShow() {
            alice.says(device(AVAILABLE), call(), meeting(), record(Source.CONFERENCE, "one", DO_NOT_DISTURB))
                    .says(event(Kind.TRAVELLING));

            assertThat(alice.shown().availability()).isEqualTo(DO_NOT_DISTURB);
            assertThat(alice.shown().activities())
                    .containsExactly(Activity.of(Kind.IN_A_MEETING), Activity.of(Kind.TRAVELLING));
        }

        @Test
        void aSituationEndsAtItsDeadline() {
            alice.says(device(AVAILABLE), call().renewed(NOW, ComposedPerson.in(LONG)));

            assertThat(alice.shown(LONG.minusNanos(1)).availability()).isEqualTo(BUSY);
            assertThat(alice.shown(LONG).availability()).isEqualTo(AVAILABLE);
        }
    }

    @Nested
    final class GivenAPersonWhoDoesNotWantToBeDisturbed {
        @Test
        void nothingThatTheyDoLowersIt() {
            alice.says(device(DO_NOT_DISTURB), meeting());

            assertThat(alice.shown().availability()).isEqualTo(DO_NOT_DISTURB);
            assertThat(alice.shown().activities()).containsExactly(Activity.of(Kind.IN_A_MEETING));
        }
    }

    @Nested
    final class GivenThePersonChoseAvailableByHand {
        @Test
        void whatBeganAtOrBeforeThatIsDismissed() {
            alice.says(device(AVAILABLE), meeting().withSince(chosen(AVAILABLE).setAt()))
                    .chose(chosen(AVAILABLE));

            assertThat(alice.shown().availability()).isEqualTo(AVAILABLE);
            assertThat(alice.shown().activities()).isEmpty();
        }

        @Test
        void whatBeginsLaterCounts() {
            alice.says(
                            device(AVAILABLE),
                            meeting().withSince(chosen(AVAILABLE).setAt().plusNanos(1)))
                    .chose(chosen(AVAILABLE));

            assertThat(alice.shown().availability()).isEqualTo(BUSY);
        }

        @ParameterizedTest
        @EnumSource(
                value = Source.class,
                names = {"CALL", "CONFERENCE"})
        void aCallOrAConferenceIsNeverDismissed(Source source) {
            alice.says(device(AVAILABLE), record(source, "one", BUSY)).chose(chosen(AVAILABLE));

            assertThat(alice.shown().availability()).isEqualTo(BUSY);
        }

        @Test
        void aSessionGoneQuietIsDismissed() {
            alice.says(device(AVAILABLE), session(BUSY, Duration.ofMinutes(15))).chose(chosen(AVAILABLE));

            assertThat(alice.shown().availability()).isEqualTo(AVAILABLE);
        }

        @Test
        void whatIsBothDismissedAndKeptOutIsCalledDismissed() {
            alice.says(meeting()).chose(chosen(AVAILABLE));

            assertThat(alice.rules()).containsExactly(Rule.NO_DEVICE, Rule.SITUATION_DISMISSED, Rule.MANUAL_NOT_SHOWN);
        }
    }

    @Nested
    final class GivenAnAbsenceThatThePersonPublished {
        @ParameterizedTest
        @EnumSource(
                value = Availability.class,
                names = {"AWAY", "BE_RIGHT_BACK"})
        void nothingCallsThemBack(Availability absence) {
            alice.says(device(absence), meeting(), call());

            assertThat(alice.shown().availability()).isEqualTo(absence);
            assertThat(alice.shown().activities()).isEmpty();
        }

        @ParameterizedTest
        @EnumSource(
                value = Availability.class,
                names = {"AVAILABLE", "BUSY", "AWAY"})
        void lunchKeepsTheRestOutWhateverTheAvailability(Availability said) {
            alice.says(device(said).withActivities(LUNCH), event(Kind.PRESENTING));

            assertThat(alice.shown().availability()).isEqualTo(said);
            assertThat(alice.shown().activities()).isEqualTo(LUNCH);
        }

        @Test
        void lunchKeepsTheRestOutThoughItDecayed() {
            alice.says(device(AVAILABLE).withActivities(LUNCH).withLastActive(ago(LONG)), meeting());

            assertThat(alice.shown().availability()).isEqualTo(AWAY);
            assertThat(alice.rules()).containsExactly(Rule.PUBLISHED, Rule.IDLE_AWAY, Rule.SITUATION_KEPT_OUT);
        }

        @Test
        void aPhoneThatSaysAwayByPolicyOrHoursKeepsTheRestOutToo() {
            ComposedPerson bob = new ComposedPerson();
            alice.says(phone(), meeting()).hours(WorkingTime.State.OFF);
            bob.says(phone(), meeting()).registrationIs(CompositionPolicy.Registration.AWAY);

            assertThat(alice.shown().availability()).isEqualTo(AWAY);
            assertThat(bob.shown().availability()).isEqualTo(AWAY);
        }

        @Test
        void liftedByHandItKeepsNothingOut() {
            alice.says(device(AWAY).withActivities(LUNCH), call()).chose(chosen(AVAILABLE));

            assertThat(alice.shown().availability()).isEqualTo(BUSY);
        }

        @Test
        void anAbsenceThatDidNotWinKeepsNothingOut() {
            alice.says(device(AVAILABLE), record(Source.DEVICE, "car", AWAY).withActivities(LUNCH), meeting());

            assertThat(alice.shown().availability()).isEqualTo(BUSY);
        }
    }

    @Nested
    final class GivenAnAwayThatIdleDecayMade {
        @Test
        void itRisesToAnyRaiseWithTheIdleFlag() {
            alice.says(device(AVAILABLE).withLastActive(ago(LONG)), meeting(), event(Kind.TRAVELLING));

            assertThat(alice.shown().availability()).isEqualTo(BUSY);
            assertThat(alice.shown().idle()).isTrue();
            assertThat(alice.shown().activities())
                    .containsExactly(Activity.of(Kind.IN_A_MEETING), Activity.of(Kind.TRAVELLING));
        }

        @Test
        void withoutARaiseItStaysAndSaysNothingOfWhatThePersonDoes() {
            alice.says(device(AVAILABLE).withLastActive(ago(LONG)), event(Kind.TRAVELLING));

            assertThat(alice.shown().availability()).isEqualTo(AWAY);
            assertThat(alice.shown().activities()).isEmpty();
        }
    }
}
