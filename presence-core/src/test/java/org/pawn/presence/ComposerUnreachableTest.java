package org.pawn.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.presence.Availability.AVAILABLE;
import static org.pawn.presence.Availability.AWAY;
import static org.pawn.presence.Availability.BUSY;
import static org.pawn.presence.Availability.OFFLINE;
import static org.pawn.presence.Availability.UNKNOWN;
import static org.pawn.presence.ComposedPerson.call;
import static org.pawn.presence.ComposedPerson.device;
import static org.pawn.presence.ComposedPerson.meeting;
import static org.pawn.presence.ComposedPerson.record;
import static org.pawn.presence.ComposedPerson.remote;

import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code docs/presence-model.md}, section 1: how a person shows whom nothing reaches. */
final class ComposerUnreachableTest {

    private final ComposedPerson alice = new ComposedPerson();

    @Nested
    final class GivenOnlyWhatThePersonDoes {
        @ParameterizedTest
        @EnumSource(
                value = Source.class,
                names = {"CALL", "CONFERENCE", "CALENDAR"})
        void noSituationMakesAnybodyReachable(Source source) {
            alice.says(record(source, "one", AVAILABLE), record(source, "two", BUSY));

            assertThat(alice.shown().availability()).isEqualTo(OFFLINE);
            assertThat(alice.shown().activities()).isEmpty();
        }
    }

    @Nested
    final class GivenTheServerOfARemotePersonIsLost {
        @Test
        void thePersonIsUnknown() {
            alice.says(remote(UNKNOWN));

            assertThat(alice.shown().availability()).isEqualTo(UNKNOWN);
            assertThat(alice.trace())
                    .containsExactly(new Trace.Step(
                            Rule.PEER_LOST, Optional.of(new Trace.Cause(Source.REMOTE, "example.org")), UNKNOWN));
        }

        @Test
        void theyAreUnknownThoughADeviceSaysClosed() {
            alice.says(remote(UNKNOWN), device(OFFLINE), record(Source.REMOTE, "example.net", OFFLINE));

            assertThat(alice.shown().availability()).isEqualTo(UNKNOWN);
        }

        @Test
        void whatReachesThemDecides() {
            alice.says(remote(UNKNOWN), device(AWAY));

            assertThat(alice.shown().availability()).isEqualTo(AWAY);
        }

        @Test
        void theirCalendarDoesNotSpeakForThem() {
            alice.says(remote(UNKNOWN))
                    .neverHadADevice()
                    .calendarSpeaks()
                    .scheduled(Schedule.State.FREE, Optional.empty());

            assertThat(alice.shown().availability()).isEqualTo(UNKNOWN);
        }
    }

    @Nested
    final class GivenAPersonWhoNeverHadADevice {
        @Test
        void theyAreOfflineUnlessPolicyLetsTheCalendarSpeak() {
            alice.neverHadADevice().scheduled(Schedule.State.FREE, Optional.empty());

            assertThat(alice.shown().availability()).isEqualTo(OFFLINE);
        }

        @Test
        void withThatPolicyAndAKnownScheduleTheyAreAvailable() {
            alice.neverHadADevice().calendarSpeaks().scheduled(Schedule.State.BUSY, Optional.empty());

            assertThat(alice.shown().availability()).isEqualTo(AVAILABLE);
            assertThat(alice.rules()).containsExactly(Rule.CALENDAR_ONLY);
        }

        @Test
        void theyCountAsReachableSoThatAMeetingRaisesThem() {
            alice.neverHadADevice()
                    .calendarSpeaks()
                    .scheduled(Schedule.State.BUSY, Optional.empty())
                    .says(meeting(), call());

            assertThat(alice.shown().availability()).isEqualTo(BUSY);
        }

        @Test
        void withAnUnknownScheduleTheyAreOffline() {
            alice.neverHadADevice().calendarSpeaks();

            assertThat(alice.shown().availability()).isEqualTo(OFFLINE);
        }

        @Test
        void outsideWorkingHoursTheyAreOffline() {
            alice.neverHadADevice()
                    .calendarSpeaks()
                    .scheduled(Schedule.State.FREE, Optional.empty())
                    .hours(WorkingTime.State.OFF);

            assertThat(alice.shown().availability()).isEqualTo(OFFLINE);
        }

        @Test
        void whoOnceHadADeviceIsOffline() {
            alice.calendarSpeaks().scheduled(Schedule.State.FREE, Optional.empty());

            assertThat(alice.shown().availability()).isEqualTo(OFFLINE);
        }
    }
}
