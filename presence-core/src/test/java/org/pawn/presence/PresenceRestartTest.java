package org.pawn.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pawn.address.AddressOfRecord;
import org.pawn.time.SettableTime;

/** A presence service that ends in order and starts again on the same stores. */
final class PresenceRestartTest {
    private static final AddressOfRecord ALICE = AddressOfRecord.parse("alice@example.com");
    private static final Instant MONDAY_NINE = Instant.parse("2030-03-04T09:00:00Z");

    private final SettableTime time = new SettableTime(MONDAY_NINE);
    private final InMemoryPublicationStore publications = new InMemoryPublicationStore();
    private final InMemoryManualStateStore manualStates = new InMemoryManualStateStore();
    private ServiceLife life = live();

    private ServiceLife live() {
        return new ServiceLife(time, publications, manualStates, new SecureRandom(), CompositionPolicy.DEFAULT);
    }

    @AfterEach
    void stop() {
        life.close();
    }

    private void publish(Availability availability, Optional<String> flow) {
        life.presence
                .publish(new Publish(
                        ALICE,
                        Source.DEVICE,
                        Optional.empty(),
                        Optional.of(DeviceState.of(availability)),
                        Duration.ofHours(1),
                        flow))
                .join();
    }

    private void restart() {
        life.close();
        life = live();
        life.settle();
    }

    private Availability shown() {
        life.settle();
        return life.presence.current(ALICE).availability();
    }

    @Test
    void aPersonOfWhomSeveralPartsWereStoredIsToldOnce() {
        publish(Availability.AWAY, Optional.empty());
        publish(Availability.BUSY, Optional.empty());
        life.presence
                .setNote(ALICE, new PersonalNote(Note.of("own"), Optional.empty()))
                .join();

        restart();

        assertThat(life.told()).hasSize(1);
        assertThat(shown()).isEqualTo(Availability.BUSY);
    }

    @Test
    void whatWasOnALostFlowDiesAfterItsGraceThoughTheServerRestartsMeanwhile() {
        publish(Availability.BUSY, Optional.of("tcp-1"));
        life.presence.flowLost(ALICE, "tcp-1").join();

        restart();
        time.advance(PresenceService.FLOW_GRACE.minusNanos(1));
        assertThat(shown()).isEqualTo(Availability.BUSY);
        time.advance(Duration.ofNanos(1));

        assertThat(shown()).isEqualTo(Availability.OFFLINE);
    }

    @Test
    void whatIsNotStoredIsGoneAndWhatIsShowsStale() {
        publish(Availability.AVAILABLE, Optional.empty());
        life.presence
                .put(
                        ALICE,
                        PresenceRecord.of(Source.CALL, "call", Availability.BUSY, time.moment(), Long.MAX_VALUE / 2))
                .join();
        life.presence
                .calendar(
                        ALICE,
                        new CalendarState(
                                Schedule.UNKNOWN,
                                List.of(),
                                Optional.empty(),
                                Optional.of("Berlin"),
                                WorkingTime.UNKNOWN,
                                List.of()))
                .join();

        restart();

        assertThat(shown()).isEqualTo(Availability.AVAILABLE);
        assertThat(life.presence.current(ALICE).stale()).isTrue();
        assertThat(life.presence.current(ALICE).workLocation()).isEmpty();
    }
}
