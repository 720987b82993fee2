package org.pawn.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pawn.address.AddressOfRecord;
import org.pawn.time.SettableTime;

/** {@code docs/presence-model.md}, section 4: what ends a state set by hand before its time. */
final class ManualStateEndsTest {
    private static final AddressOfRecord ALICE = AddressOfRecord.parse("alice@example.com");
    private static final Instant MONDAY_NINE = Instant.parse("2030-03-04T09:00:00Z");
    private static final CompositionPolicy CALENDAR_SPEAKS = new CompositionPolicy(
            CompositionPolicy.Registration.AVAILABLE,
            CompositionPolicy.CalendarOnly.AVAILABLE,
            true,
            Duration.ofMinutes(5),
            Duration.ofMinutes(10));

    private final SettableTime time = new SettableTime(MONDAY_NINE);
    private final ServiceLife life = new ServiceLife(
            time, new InMemoryPublicationStore(), new InMemoryManualStateStore(), new SecureRandom(), CALENDAR_SPEAKS);
    private final PresenceService presence = life.presence;

    @AfterEach
    void stop() {
        life.close();
    }

    private void choose(Availability availability) {
        presence.setManual(ALICE, new ManualChoice(availability, List.of(), Optional.empty(), Optional.empty(), false))
                .join();
    }

    private void says(Source source, Availability availability) {
        presence.put(
                        ALICE,
                        PresenceRecord.of(
                                source,
                                "one",
                                availability,
                                time.moment(),
                                time.moment().deadline(Duration.ofHours(8))))
                .join();
    }

    private void works(WorkingTime.State state) {
        presence.calendar(
                        ALICE,
                        new CalendarState(
                                new Schedule(Schedule.State.FREE, Optional.empty(), Optional.empty()),
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                new WorkingTime(state, Optional.empty()),
                                List.of()))
                .join();
    }

    private Optional<Availability> chosen() {
        life.settle();
        return presence.byHand(ALICE).join().manual().map(ManualState::availability);
    }

    @Nested
    final class GivenAvailableWasChosenWithoutAnEnd {
        @Test
        void itEndsWhenTheLastDeviceSignsOut() {
            says(Source.DEVICE, Availability.BUSY);
            says(Source.SESSION, Availability.AWAY);
            choose(Availability.AVAILABLE);

            presence.remove(ALICE, Source.DEVICE, "one").join();
            assertThat(chosen()).contains(Availability.AVAILABLE);
            presence.remove(ALICE, Source.SESSION, "one").join();

            assertThat(chosen()).isEmpty();
        }

        @Test
        void itEndsThenThoughAnAdministratorKeepsThePersonBusy() {
            says(Source.DEVICE, Availability.BUSY);
            says(Source.ADMINISTRATOR, Availability.BUSY);
            choose(Availability.AVAILABLE);

            presence.remove(ALICE, Source.DEVICE, "one").join();

            assertThat(chosen()).isEmpty();
        }

        @Test
        void itStaysThoughAnAdministratorMakesThePersonOffline() {
            says(Source.DEVICE, Availability.BUSY);
            choose(Availability.AVAILABLE);

            says(Source.ADMINISTRATOR, Availability.OFFLINE);

            assertThat(chosen()).contains(Availability.AVAILABLE);
        }

        @Test
        void itStaysWhileTheServerOfARemotePersonIsLost() {
            says(Source.REMOTE, Availability.BUSY);
            choose(Availability.AVAILABLE);

            says(Source.REMOTE, Availability.UNKNOWN);
            assertThat(chosen()).contains(Availability.AVAILABLE);
            says(Source.REMOTE, Availability.OFFLINE);

            assertThat(chosen()).isEmpty();
        }

        @Test
        void ofAPersonForWhomTheCalendarSpeaksItEndsWithTheCalendarsWord() {
            works(WorkingTime.State.WORKING);
            choose(Availability.AVAILABLE);

            works(WorkingTime.State.OFF);

            assertThat(chosen()).isEmpty();
        }

        @Test
        void chosenWhileNothingReachesThePersonItWaitsForThem() {
            choose(Availability.AVAILABLE);
            assertThat(chosen()).contains(Availability.AVAILABLE);

            says(Source.DEVICE, Availability.AVAILABLE);

            assertThat(chosen()).contains(Availability.AVAILABLE);
        }
    }

    @Nested
    final class GivenAnAbsenceWasChosenWithoutAnEnd {
        @Test
        void itEndsWhenThePersonSignsIn() {
            choose(Availability.OFFLINE);

            presence.signedIn(ALICE).join();

            assertThat(chosen()).isEmpty();
        }

        @Test
        void aDeviceThatComesOrGoesLeavesIt() {
            choose(Availability.AWAY);

            says(Source.DEVICE, Availability.AVAILABLE);
            presence.remove(ALICE, Source.DEVICE, "one").join();

            assertThat(chosen()).contains(Availability.AWAY);
        }
    }

    @Nested
    final class GivenBusyWasChosen {
        @Test
        void neitherSigningInNorSigningOutEndsIt() {
            says(Source.DEVICE, Availability.AVAILABLE);
            choose(Availability.BUSY);

            presence.signedIn(ALICE).join();
            presence.remove(ALICE, Source.DEVICE, "one").join();

            assertThat(chosen()).contains(Availability.BUSY);
        }
    }
}
