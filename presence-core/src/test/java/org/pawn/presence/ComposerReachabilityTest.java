package org.pawn.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.presence.Availability.AVAILABLE;
import static org.pawn.presence.Availability.AWAY;
import static org.pawn.presence.Availability.BUSY;
import static org.pawn.presence.Availability.DO_NOT_DISTURB;
import static org.pawn.presence.Availability.OFFLINE;
import static org.pawn.presence.Availability.UNKNOWN;
import static org.pawn.presence.ComposedPerson.device;
import static org.pawn.presence.ComposedPerson.in;
import static org.pawn.presence.ComposedPerson.phone;
import static org.pawn.presence.ComposedPerson.record;
import static org.pawn.presence.ComposedPerson.remote;
import static org.pawn.presence.ComposedPerson.session;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code docs/presence-model.md}, section 1: what reaches the person. */
final class ComposerReachabilityTest {
    private static final Duration RENEWAL = Duration.ofMinutes(15);

    private final ComposedPerson alice = new ComposedPerson();

    @Nested
    final class GivenARecordOfADeviceASessionOrARemoteServer {
        @ParameterizedTest
        @EnumSource(
                value = Availability.class,
                mode = EnumSource.Mode.EXCLUDE,
                names = {"OFFLINE", "UNKNOWN"})
        void eachWordButClosedAndUnknownReachesThePerson(Availability word) {
            assertThat(new ComposedPerson().says(device(word)).shown().availability())
                    .isEqualTo(word);
            assertThat(new ComposedPerson().says(session(word)).shown().availability())
                    .isEqualTo(word);
            assertThat(new ComposedPerson().says(remote(word)).shown().availability())
                    .isEqualTo(word);
        }

        @ParameterizedTest
        @EnumSource(
                value = Source.class,
                names = {"DEVICE", "SESSION", "REMOTE", "REGISTRATION"})
        void oneThatSaysNothingOfAvailabilityCountsAsAvailable(Source source) {
            alice.says(record(source, "one", UNKNOWN).withoutAvailability());

            assertThat(alice.shown().availability()).isEqualTo(AVAILABLE);
        }

        @ParameterizedTest
        @EnumSource(
                value = Source.class,
                names = {"DEVICE", "SESSION", "REMOTE", "REGISTRATION"})
        void closedReachesNobody(Source source) {
            alice.says(record(source, "one", OFFLINE));

            assertThat(alice.shown().availability()).isEqualTo(OFFLINE);
            assertThat(alice.rules()).containsExactly(Rule.NO_DEVICE);
        }

        @ParameterizedTest
        @EnumSource(
                value = Source.class,
                names = {"DEVICE", "SESSION", "REGISTRATION"})
        void unknownReachesNobody(Source source) {
            alice.says(record(source, "one", UNKNOWN));

            assertThat(alice.shown().availability()).isEqualTo(OFFLINE);
        }

        @Test
        void itCountsUntilTheInstantOfItsDeadline() {
            alice.says(device(BUSY).renewed(ComposedPerson.NOW, in(Duration.ofMinutes(1))));

            assertThat(alice.shown(Duration.ofMinutes(1).minusNanos(1)).availability())
                    .isEqualTo(BUSY);
            assertThat(alice.shown(Duration.ofMinutes(1)).availability()).isEqualTo(OFFLINE);
        }
    }

    @Nested
    final class GivenASession {
        @Test
        void itReachesUntilFifteenMinutesAfterItsLastRenewal() {
            alice.says(session(AVAILABLE, RENEWAL.minusNanos(1)));

            assertThat(alice.shown().availability()).isEqualTo(AVAILABLE);
            assertThat(alice.shown(Duration.ofNanos(1)).availability()).isEqualTo(OFFLINE);
        }

        @Test
        void goneQuietItIsASituationUntilItsEnd() {
            alice.says(
                    device(AVAILABLE),
                    session(BUSY, RENEWAL).renewed(ComposedPerson.ago(RENEWAL), in(Duration.ofMinutes(5))));

            assertThat(alice.rules()).containsExactly(Rule.PUBLISHED, Rule.SITUATION_RAISES);
            assertThat(alice.shown().availability()).isEqualTo(BUSY);
            assertThat(alice.shown(Duration.ofMinutes(5)).availability()).isEqualTo(AVAILABLE);
        }

        @Test
        void renewedItReachesAgain() {
            alice.says(session(BUSY, RENEWAL).renewed(ComposedPerson.NOW, in(Duration.ofHours(1))));

            assertThat(alice.shown().availability()).isEqualTo(BUSY);
        }
    }

    @Nested
    final class GivenARegistration {
        @Test
        void aloneItSaysAvailable() {
            alice.says(phone());

            assertThat(alice.shown().availability()).isEqualTo(AVAILABLE);
            assertThat(alice.rules()).containsExactly(Rule.REGISTERED);
        }

        @Test
        void whateverItsRecordSaysItSaysAvailable() {
            alice.says(record(Source.REGISTRATION, "phone", DO_NOT_DISTURB));

            assertThat(alice.shown().availability()).isEqualTo(AVAILABLE);
        }

        @Test
        void aDeviceThatSaysLessSilencesIt() {
            alice.says(phone(), device(AWAY));

            assertThat(alice.shown().availability()).isEqualTo(AWAY);
        }

        @Test
        void closedIsAWordAndSilencesIt() {
            alice.says(phone(), device(OFFLINE));

            assertThat(alice.shown().availability()).isEqualTo(OFFLINE);
        }

        @Test
        void unknownIsNoWordAndLeavesItToSpeak() {
            alice.says(phone(), device(UNKNOWN));

            assertThat(alice.shown().availability()).isEqualTo(AVAILABLE);
        }

        @Test
        void closedIsTheLastWordBesideAnUnknownOfAnotherDevice() {
            alice.says(phone(), device(UNKNOWN), record(Source.DEVICE, "car", OFFLINE));

            assertThat(alice.shown().availability()).isEqualTo(OFFLINE);
        }

        @Test
        void aSessionOrARemoteServerThatReachesSilencesIt() {
            assertThat(new ComposedPerson().says(phone(), session(AWAY)).shown().availability())
                    .isEqualTo(AWAY);
            assertThat(new ComposedPerson().says(phone(), remote(AWAY)).shown().availability())
                    .isEqualTo(AWAY);
        }

        @Test
        void aSessionOrARemoteServerThatDoesNotReachLeavesItToSpeak() {
            alice.says(phone(), session(AWAY, RENEWAL), remote(OFFLINE), record(Source.SESSION, "other", OFFLINE));

            assertThat(alice.shown().availability()).isEqualTo(AVAILABLE);
        }

        @Test
        void anExpiredDeviceLeavesItToSpeakAgain() {
            alice.says(phone(), device(BUSY).renewed(ComposedPerson.NOW, in(Duration.ofMinutes(1))));

            assertThat(alice.shown(Duration.ofMinutes(1)).availability()).isEqualTo(AVAILABLE);
        }

        @Test
        void policyNoneSwitchesItOff() {
            alice.says(phone()).registrationIs(CompositionPolicy.Registration.NONE);

            assertThat(alice.shown().availability()).isEqualTo(OFFLINE);
        }

        @Test
        void policyAwayMakesItSayAway() {
            alice.says(phone()).registrationIs(CompositionPolicy.Registration.AWAY);

            assertThat(alice.shown().availability()).isEqualTo(AWAY);
            assertThat(alice.rules()).containsExactly(Rule.REGISTERED);
        }

        @Test
        void outsideWorkingHoursItSaysAway() {
            alice.says(phone()).hours(WorkingTime.State.OFF);

            assertThat(alice.shown().availability()).isEqualTo(AWAY);
            assertThat(alice.rules()).containsExactly(Rule.REGISTERED_OFF_HOURS, Rule.OFF_WORK);
        }

        @Test
        void withinWorkingHoursItSaysAvailable() {
            alice.says(phone()).hours(WorkingTime.State.WORKING);

            assertThat(alice.shown().availability()).isEqualTo(AVAILABLE);
        }
    }
}
