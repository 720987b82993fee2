package org.pawn.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.presence.Availability.AVAILABLE;
import static org.pawn.presence.Availability.AWAY;
import static org.pawn.presence.Availability.BE_RIGHT_BACK;
import static org.pawn.presence.Availability.BUSY;
import static org.pawn.presence.Availability.DO_NOT_DISTURB;
import static org.pawn.presence.Availability.OFFLINE;
import static org.pawn.presence.ComposedPerson.NOW;
import static org.pawn.presence.ComposedPerson.ago;
import static org.pawn.presence.ComposedPerson.chosen;
import static org.pawn.presence.ComposedPerson.device;
import static org.pawn.presence.ComposedPerson.phone;
import static org.pawn.presence.ComposedPerson.record;
import static org.pawn.presence.ComposedPerson.remote;
import static org.pawn.presence.ComposedPerson.session;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pawn.presence.Activity.Kind;

/** {@code docs/presence-model.md}, section 2: what all devices and applications of a person say together. */
final class ComposerAggregateTest {
    private static final List<Activity> TRAVELLING = List.of(Activity.of(Kind.TRAVELLING));
    private static final List<Activity> LUNCH = List.of(Activity.of(Kind.LUNCH));
    private static final Duration IDLE = Duration.ofMinutes(5);
    private static final Duration LONG = Duration.ofMinutes(10);

    private final ComposedPerson alice = new ComposedPerson();

    private static PresenceRecord car(Availability availability) {
        return record(Source.DEVICE, "car", availability);
    }

    /** The same, said after the person chose something by hand. */
    private static PresenceRecord afterwards(PresenceRecord record) {
        return record.withSince(NOW.wall().minusSeconds(10));
    }

    @Nested
    final class GivenSeveralRecords {
        @ParameterizedTest
        @CsvSource({"DO_NOT_DISTURB,BUSY", "BUSY,AVAILABLE", "AVAILABLE,BE_RIGHT_BACK", "BE_RIGHT_BACK,AWAY"})
        void theStrongerWinsThoughItSpokeEarlier(Availability stronger, Availability weaker) {
            alice.says(device(stronger), afterwards(car(weaker)));

            assertThat(alice.shown().availability()).isEqualTo(stronger);
        }

        @Test
        void amongEqualsTheLaterSinceWinsAndItsActivitiesAloneAreThePersons() {
            alice.says(device(BUSY).withActivities(LUNCH), afterwards(car(BUSY)).withActivities(TRAVELLING));

            assertThat(alice.shown().activities()).isEqualTo(TRAVELLING);
        }

        @Test
        void ofOneInstantADeviceWinsOverASession() {
            alice.says(session(BUSY).withActivities(LUNCH), device(BUSY).withActivities(TRAVELLING));

            assertThat(alice.shown().activities()).isEqualTo(TRAVELLING);
        }

        @Test
        void ofOneInstantASessionWinsOverARemoteServer() {
            alice.says(remote(BUSY).withActivities(LUNCH), session(BUSY).withActivities(TRAVELLING));

            assertThat(alice.shown().activities()).isEqualTo(TRAVELLING);
        }

        @Test
        void ofOneInstantAndSourceTheSmallerIdWins() {
            alice.says(device(BUSY).withActivities(LUNCH), car(BUSY).withActivities(TRAVELLING));

            assertThat(alice.shown().activities()).isEqualTo(TRAVELLING);
        }

        @Test
        void ofTwoRegistrationsOfOneInstantTheSmallerIdWins() {
            alice.says(phone(), record(Source.REGISTRATION, "car", AVAILABLE));

            assertThat(alice.trace().get(0).by()).contains(new Trace.Cause(Source.REGISTRATION, "car"));
        }
    }

    @Nested
    final class GivenThePersonChoseAvailableByHand {
        @Test
        void whatADeviceSaidBeforeReadsAsAvailableWithoutActivities() {
            alice.says(device(DO_NOT_DISTURB).withActivities(LUNCH)).chose(chosen(AVAILABLE));

            assertThat(alice.shown().availability()).isEqualTo(AVAILABLE);
            assertThat(alice.shown().activities()).isEmpty();
        }

        @Test
        void whatADeviceSaidAtThatVeryInstantDoesToo() {
            alice.says(device(BUSY).withSince(chosen(AVAILABLE).setAt())).chose(chosen(AVAILABLE));

            assertThat(alice.shown().availability()).isEqualTo(AVAILABLE);
        }

        @Test
        void whatADeviceSaysLaterCountsAgain() {
            alice.says(device(BUSY).withSince(chosen(AVAILABLE).setAt().plusNanos(1)))
                    .chose(chosen(AVAILABLE));

            assertThat(alice.shown().availability()).isEqualTo(BUSY);
        }

        @Test
        void whatWasLiftedStandsAsAvailableAmongTheOthers() {
            alice.says(device(AWAY), afterwards(car(BE_RIGHT_BACK))).chose(chosen(AVAILABLE));

            assertThat(alice.shown().availability()).isEqualTo(AVAILABLE);
        }

        @Test
        void aPhoneRegisteredOutsideWorkingHoursReadsAsAvailable() {
            alice.says(phone()).hours(WorkingTime.State.OFF).chose(chosen(AVAILABLE));

            assertThat(alice.shown().availability()).isEqualTo(AVAILABLE);
            assertThat(alice.rules()).containsExactly(Rule.REGISTERED, Rule.MANUAL, Rule.OFF_WORK);
        }

        @Test
        void closedIsNotLifted() {
            alice.says(device(OFFLINE)).chose(chosen(AVAILABLE));

            assertThat(alice.shown().availability()).isEqualTo(OFFLINE);
        }

        @Test
        void onceThatEndsItIsAsIfItHadNeverBeen() {
            alice.says(device(BUSY).withActivities(LUNCH)).chose(chosen(AVAILABLE));

            assertThat(alice.shown(Duration.ofHours(1)).availability()).isEqualTo(BUSY);
            assertThat(alice.shown(Duration.ofHours(1)).activities()).isEqualTo(LUNCH);
        }
    }

    @Nested
    final class GivenARecordThatReportsActivity {
        @Test
        void quietForTenMinutesAnAvailableIsAway() {
            alice.says(device(AVAILABLE).withLastActive(NOW));

            assertThat(alice.shown(LONG.minusNanos(1)).availability()).isEqualTo(AVAILABLE);
            assertThat(alice.shown(LONG).availability()).isEqualTo(AWAY);
            assertThat(alice.shown(LONG).idle()).isFalse();
        }

        @Test
        void quietForFiveMinutesThePersonIsIdle() {
            alice.says(device(AVAILABLE).withLastActive(NOW));

            assertThat(alice.shown(IDLE.minusNanos(1)).idle()).isFalse();
            assertThat(alice.shown(IDLE).idle()).isTrue();
            assertThat(alice.shown(IDLE).availability()).isEqualTo(AVAILABLE);
        }

        @ParameterizedTest
        @EnumSource(
                value = Availability.class,
                names = {"BUSY", "DO_NOT_DISTURB"})
        void whatIsNotAvailableDecaysNotButIsIdle(Availability said) {
            alice.says(device(said).withLastActive(ago(Duration.ofHours(1))));

            assertThat(alice.shown().availability()).isEqualTo(said);
            assertThat(alice.shown().idle()).isTrue();
        }

        @ParameterizedTest
        @EnumSource(
                value = Availability.class,
                names = {"BE_RIGHT_BACK", "AWAY"})
        void besideAnAbsenceTheIdleFlagDoesNotShow(Availability said) {
            alice.says(device(said).withLastActive(ago(IDLE)));

            assertThat(alice.shown().idle()).isFalse();
        }

        @Test
        void decayedItLosesToOneThatOnlySaysBeRightBack() {
            alice.says(device(AVAILABLE).withLastActive(ago(LONG)), car(BE_RIGHT_BACK));

            assertThat(alice.shown().availability()).isEqualTo(BE_RIGHT_BACK);
        }

        @Test
        void oneThatNeverReportsKeepsWhatItPublished() {
            alice.says(device(AVAILABLE).withLastActive(ago(LONG)), car(AVAILABLE));

            assertThat(alice.shown().availability()).isEqualTo(AVAILABLE);
            assertThat(alice.shown().idle()).isFalse();
        }

        @Test
        void theLatestReportOfAllKeepsTheOthersFromDecay() {
            alice.says(device(AVAILABLE).withLastActive(ago(LONG)), car(AWAY).withLastActive(ago(Duration.ZERO)));

            assertThat(alice.shown().availability()).isEqualTo(AVAILABLE);
            assertThat(alice.shown().idle()).isFalse();
        }

        @Test
        void theReportOfARecordThatDoesNotReachThePersonCountsNot() {
            alice.says(device(AVAILABLE).withLastActive(ago(LONG)), car(OFFLINE).withLastActive(NOW));

            assertThat(alice.shown().availability()).isEqualTo(AWAY);
        }

        @Test
        void aRefreshIsNoActivity() {
            alice.says(device(AVAILABLE).withLastActive(ago(LONG)).renewed(NOW, ComposedPerson.in(LONG)));

            assertThat(alice.shown().availability()).isEqualTo(AWAY);
        }

        @Test
        void choosingAvailableByHandIsActivity() {
            alice.says(device(AVAILABLE).withLastActive(ago(Duration.ofHours(1))))
                    .chose(chosen(AVAILABLE));

            assertThat(alice.shown().availability()).isEqualTo(AVAILABLE);
            assertThat(alice.shown(IDLE.minusSeconds(30)).idle()).isTrue();
            assertThat(alice.shown(LONG.minusSeconds(30)).availability()).isEqualTo(AWAY);
        }

        @Test
        void aReportAfterThatChoiceIsTheLatest() {
            alice.says(device(AVAILABLE).withLastActive(NOW)).chose(chosen(AVAILABLE));

            assertThat(alice.shown(LONG.minusNanos(1)).availability()).isEqualTo(AVAILABLE);
        }

        @Test
        void aLiftedBusyReadsAsAvailableAndDecaysToo() {
            alice.says(device(BUSY).withLastActive(ago(LONG))).chose(chosen(AVAILABLE));

            assertThat(alice.shown(LONG).availability()).isEqualTo(AWAY);
        }

        @Test
        void withoutAReporterChoosingAvailableStartsNoClock() {
            alice.says(device(AVAILABLE)).chose(chosen(AVAILABLE));

            assertThat(alice.shown(LONG).availability()).isEqualTo(AVAILABLE);
            assertThat(alice.shown(LONG).idle()).isFalse();
        }
    }
}
