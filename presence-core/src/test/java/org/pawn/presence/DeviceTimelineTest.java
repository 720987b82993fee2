package org.pawn.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;
import org.pawn.time.SettableTime;

/** A device that foretells: what it says comes true when its time comes, while it lives. */
final class DeviceTimelineTest {
    private static final AddressOfRecord ALICE = AddressOfRecord.parse("alice@example.com");
    private static final Instant NINE = Instant.parse("2030-03-04T09:00:00Z");
    private static final Instant TEN = Instant.parse("2030-03-04T10:00:00Z");
    private static final Instant ELEVEN = Instant.parse("2030-03-04T11:00:00Z");

    private final SettableTime time = new SettableTime(NINE);
    private final Lanes lanes = new Lanes(1);
    private final PresenceService presence = new PresenceService(
            lanes, time, time, new InMemoryPublicationStore(), new InMemoryManualStateStore(), new SecureRandom());

    DeviceTimelineTest() {
        presence.start();
    }

    @AfterEach
    void stop() {
        presence.close();
        lanes.close();
    }

    private static DeviceTimeline.Change at(Instant instant, Availability availability) {
        return new DeviceTimeline.Change(instant, DeviceState.of(availability));
    }

    /** Available, away from ten, available again from eleven. */
    private static DeviceTimeline awayAtTen() {
        return new DeviceTimeline(
                DeviceState.of(Availability.AVAILABLE),
                List.of(at(TEN, Availability.AWAY), at(ELEVEN, Availability.AVAILABLE)));
    }

    private EntityTag publish(Optional<EntityTag> ifMatch, Optional<PublishedState> body, Duration life) {
        return presence.publish(new Publish(ALICE, Source.DEVICE, ifMatch, body, life, Optional.of("tcp/1")))
                .join()
                .tag();
    }

    private EntityTag publish(Duration life) {
        return publish(Optional.empty(), Optional.of(awayAtTen()), life);
    }

    private Availability shown() {
        lanes.run(ALICE, () -> null).join();
        return presence.current(ALICE).availability();
    }

    private Availability shownAfter(Duration by) {
        time.advance(by);
        return shown();
    }

    @Test
    void whatIsForetoldComesTrueAndEndsAtItsTimes() {
        publish(Duration.ofHours(3));
        assertThat(shown()).isEqualTo(Availability.AVAILABLE);

        assertThat(shownAfter(Duration.ofMinutes(60).minusSeconds(1))).isEqualTo(Availability.AVAILABLE);
        assertThat(shownAfter(Duration.ofSeconds(1))).isEqualTo(Availability.AWAY);
        assertThat(presence.current(ALICE).since()).contains(TEN);
        assertThat(shownAfter(Duration.ofMinutes(60).minusSeconds(1))).isEqualTo(Availability.AWAY);
        assertThat(shownAfter(Duration.ofSeconds(1))).isEqualTo(Availability.AVAILABLE);
    }

    @Test
    void theExplanationSaysWhenItChangesNext() {
        publish(Duration.ofHours(3));

        assertThat(presence.explain(ALICE).join().nextChange()).contains(TEN);
        time.advance(Duration.ofHours(1));
        assertThat(presence.explain(ALICE).join().nextChange()).contains(ELEVEN);
    }

    @Test
    void aRefreshKeepsWhatIsForetold() {
        EntityTag tag = publish(Duration.ofMinutes(50));
        time.advance(Duration.ofMinutes(40));

        publish(Optional.of(tag), Optional.empty(), Duration.ofMinutes(50));

        assertThat(shownAfter(Duration.ofMinutes(20))).isEqualTo(Availability.AWAY);
    }

    @Test
    void whatIsForetoldDiesWithThePublicationAndWithItsReplacement() {
        publish(Duration.ofMinutes(50));
        assertThat(shownAfter(Duration.ofHours(1))).isEqualTo(Availability.OFFLINE);

        EntityTag tag = publish(
                Optional.empty(),
                Optional.of(new DeviceTimeline(
                        DeviceState.of(Availability.AVAILABLE), List.of(at(ELEVEN, Availability.AWAY)))),
                Duration.ofHours(3));
        publish(Optional.of(tag), Optional.of(DeviceState.of(Availability.BUSY)), Duration.ofHours(3));
        assertThat(shownAfter(Duration.ofHours(1))).isEqualTo(Availability.BUSY);
    }

    @Test
    void whatIsForetoldDoesNotOutliveTheFlow() {
        publish(Duration.ofHours(3));
        time.advance(Duration.ofMinutes(60).minusSeconds(5));
        presence.flowLost(ALICE, "tcp/1").join();

        assertThat(shownAfter(Duration.ofSeconds(5))).isEqualTo(Availability.AWAY);
        assertThat(shownAfter(Duration.ofSeconds(5))).isEqualTo(Availability.OFFLINE);
    }

    @Test
    void whoIsForetoldClosedIsNotReachableThenByThatDevice() {
        publish(
                Optional.empty(),
                Optional.of(new DeviceTimeline(
                        DeviceState.of(Availability.AVAILABLE), List.of(at(TEN, Availability.OFFLINE)))),
                Duration.ofHours(3));

        assertThat(shownAfter(Duration.ofHours(1))).isEqualTo(Availability.OFFLINE);
    }

    @Test
    void changesAreInOrderAndNotEndless() {
        List<DeviceTimeline.Change> disorder = List.of(at(ELEVEN, Availability.AWAY), at(TEN, Availability.AWAY));
        List<DeviceTimeline.Change> many = IntStream.rangeClosed(0, DeviceTimeline.MAX_CHANGES)
                .mapToObj(i -> at(TEN.plusSeconds(i), Availability.AWAY))
                .toList();

        for (List<DeviceTimeline.Change> changes : List.of(disorder, many)) {
            assertThatThrownBy(() -> new DeviceTimeline(DeviceState.of(Availability.AVAILABLE), changes))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
