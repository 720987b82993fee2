package org.pawn.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;
import org.pawn.refusal.Refusal;
import org.pawn.time.SettableTime;

final class PresenceServiceTest {
    private static final AddressOfRecord ALICE = AddressOfRecord.parse("alice@example.com");
    private static final Instant MONDAY_NINE = Instant.parse("2030-03-04T09:00:00Z");

    private final SettableTime time = new SettableTime(MONDAY_NINE);
    private final Lanes lanes = new Lanes(1);
    private final InMemoryPublicationStore publications = new InMemoryPublicationStore();
    private final InMemoryManualStateStore manualStates = new InMemoryManualStateStore();
    private PresenceService presence;

    @BeforeEach
    void start() {
        presence = service();
    }

    @AfterEach
    void stop() {
        presence.close();
        lanes.close();
    }

    private PresenceService service() {
        PresenceService service =
                new PresenceService(lanes, time, time, publications, manualStates, new SecureRandom());
        service.start();
        return service;
    }

    private PresenceDocument shown() {
        lanes.run(ALICE, () -> null).join(); // what was handed in before has run
        return presence.current(ALICE);
    }

    private void advance(Duration by) {
        time.advance(by);
        shown();
    }

    private Published publish(Availability availability) {
        return presence.publish(initial(availability)).join();
    }

    private static Publish initial(Availability availability) {
        return new Publish(
                ALICE,
                Source.DEVICE,
                Optional.empty(),
                Optional.of(DeviceState.of(availability)),
                Duration.ofMinutes(10),
                Optional.empty());
    }

    private static Publish again(EntityTag tag, Duration life) {
        return new Publish(ALICE, Source.DEVICE, Optional.of(tag), Optional.empty(), life, Optional.empty());
    }

    private void registered(String id, Duration life) {
        presence.put(
                        ALICE,
                        PresenceRecord.of(
                                Source.REGISTRATION,
                                id,
                                Availability.AVAILABLE,
                                time.moment(),
                                time.moment().deadline(life)))
                .join();
    }

    private void meeting(Availability availability, Instant start) {
        PresenceRecord situation = PresenceRecord.of(
                        Source.CALENDAR, "e1", availability, time.moment(), Long.MAX_VALUE / 2)
                .withSince(start)
                .withActivities(List.of(Activity.of(Activity.Kind.IN_A_MEETING)));
        presence.calendar(
                        ALICE,
                        new CalendarState(
                                new Schedule(Schedule.State.BUSY, Optional.empty(), Optional.empty()),
                                List.of(situation),
                                Optional.empty(),
                                Optional.empty(),
                                WorkingTime.UNKNOWN,
                                List.of()))
                .join();
    }

    private ManualChoice manual(Availability availability, Duration life) {
        return new ManualChoice(
                availability,
                List.of(),
                Optional.empty(),
                Optional.of(time.now().plus(life)),
                false);
    }

    @Nested
    final class GivenARegisteredPhone {
        @BeforeEach
        void register() {
            registered("phone", Duration.ofHours(1));
        }

        @Test
        void whatItSaysOfNothingLeavesTheRegistrationToSpeak() {
            publish(Availability.UNKNOWN);

            assertThat(shown().availability()).isEqualTo(Availability.AVAILABLE);
        }

        @Test
        void closedIsItsLastWordThoughAnEarlierUnknownIsStillThere() {
            publish(Availability.UNKNOWN);
            publish(Availability.OFFLINE);

            assertThat(shown().availability()).isEqualTo(Availability.OFFLINE);
        }
    }

    @Nested
    final class GivenNobodyHasSaidAnything {
        @Test
        void thePersonIsOffline() {
            assertThat(shown()).isEqualTo(PresenceDocument.offline(ALICE));
        }

        @Test
        void aManualStateShowsOnlyOnceThereIsADevice() {
            presence.setManual(ALICE, manual(Availability.BUSY, Duration.ofHours(1)))
                    .join();
            assertThat(shown().availability()).isEqualTo(Availability.OFFLINE);

            registered("phone", Duration.ofHours(1));

            assertThat(shown().availability()).isEqualTo(Availability.BUSY);
        }

        @Test
        void aMeetingAloneMakesNobodyReachable() {
            meeting(Availability.BUSY, MONDAY_NINE);

            assertThat(shown().availability()).isEqualTo(Availability.OFFLINE);
            assertThat(shown().schedule().state()).isEqualTo(Schedule.State.BUSY);
        }
    }

    @Nested
    final class GivenAPhoneThatOnlyRegisters {
        @BeforeEach
        void register() {
            registered("phone", Duration.ofMinutes(5));
        }

        @Test
        void thePersonIsAvailableUntilTheBindingEnds() {
            advance(Duration.ofMinutes(5).minusNanos(1));
            assertThat(shown().availability()).isEqualTo(Availability.AVAILABLE);

            advance(Duration.ofNanos(1));

            assertThat(shown().availability()).isEqualTo(Availability.OFFLINE);
        }

        @Test
        void aPublicationOutranksIt() {
            publish(Availability.AWAY);

            assertThat(shown().availability()).isEqualTo(Availability.AWAY);
        }

        @Test
        void aMeetingRaisesItAndItsEndReturnsIt() {
            meeting(Availability.BUSY, MONDAY_NINE);
            assertThat(shown().availability()).isEqualTo(Availability.BUSY);
            assertThat(shown().activities()).containsExactly(Activity.of(Activity.Kind.IN_A_MEETING));

            presence.calendar(ALICE, CalendarState.UNKNOWN).join();

            assertThat(shown().availability()).isEqualTo(Availability.AVAILABLE);
            assertThat(shown().activities()).isEmpty();
        }
    }

    @Nested
    final class GivenAPublication {
        @Test
        void aRefreshKeepsItAliveUnderANewTag() {
            Published first = publish(Availability.BUSY);
            advance(Duration.ofMinutes(9));

            Published second =
                    presence.publish(again(first.tag(), Duration.ofMinutes(10))).join();
            advance(Duration.ofMinutes(9));

            assertThat(second.tag()).isNotEqualTo(first.tag());
            assertThat(shown().availability()).isEqualTo(Availability.BUSY);
            assertThat(shown().since()).contains(MONDAY_NINE);
        }

        @Test
        void theOldTagIsStaleAfterARefresh() {
            Published first = publish(Availability.BUSY);
            presence.publish(again(first.tag(), Duration.ofMinutes(10))).join();

            CompletableFuture<Published> late = presence.publish(again(first.tag(), Duration.ofMinutes(10)));

            assertThatThrownBy(late::join).hasCauseInstanceOf(Refusal.StaleEntityTag.class);
        }

        @Test
        void aRemovalActsAtOnce() {
            Published first = publish(Availability.BUSY);

            presence.publish(again(first.tag(), Duration.ZERO)).join();

            assertThat(shown().availability()).isEqualTo(Availability.OFFLINE);
        }

        @Test
        void itOutlivesItsLostFlowByTheGraceOnly() {
            presence.publish(new Publish(
                            ALICE,
                            Source.DEVICE,
                            Optional.empty(),
                            Optional.of(DeviceState.of(Availability.AVAILABLE)),
                            Duration.ofHours(1),
                            Optional.of("tcp-1")))
                    .join();

            presence.flowLost(ALICE, "tcp-1").join();
            advance(PresenceService.FLOW_GRACE.minusNanos(1));
            assertThat(shown().availability()).isEqualTo(Availability.AVAILABLE);
            advance(Duration.ofNanos(1));

            assertThat(shown().availability()).isEqualTo(Availability.OFFLINE);
        }

        @Test
        void itIsThereAfterARestart() {
            publish(Availability.DO_NOT_DISTURB);
            presence.close();

            PresenceService restarted = service();
            lanes.run(ALICE, () -> null).join();

            assertThat(restarted.current(ALICE).availability()).isEqualTo(Availability.DO_NOT_DISTURB);
            restarted.close();
        }
    }

    @Nested
    final class GivenTwoDevices {
        @Test
        void theMoreImportantOneWins() {
            publish(Availability.AWAY);
            publish(Availability.BUSY);
            publish(Availability.AVAILABLE);

            assertThat(shown().availability()).isEqualTo(Availability.BUSY);
            assertThat(shown().tuples()).hasSize(3);
        }

        @Test
        void onlyTheOneThatReportsActivityDecays() {
            presence.publish(new Publish(
                            ALICE,
                            Source.DEVICE,
                            Optional.empty(),
                            Optional.of(new DeviceState(
                                    Availability.AVAILABLE,
                                    List.of(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    List.of(),
                                    0,
                                    Optional.of(time.moment()))),
                            Duration.ofHours(1),
                            Optional.empty()))
                    .join();

            advance(Duration.ofMinutes(5));
            assertThat(shown().availability()).isEqualTo(Availability.AVAILABLE);
            assertThat(shown().idle()).isTrue();
            advance(Duration.ofMinutes(5));
            assertThat(shown().availability()).isEqualTo(Availability.AWAY);

            publish(Availability.AVAILABLE);

            assertThat(shown().availability()).isEqualTo(Availability.AVAILABLE);
            assertThat(shown().idle()).isFalse();
        }
    }

    @Nested
    final class GivenAManualState {
        @BeforeEach
        void reachable() {
            registered("phone", Duration.ofDays(1));
        }

        @Test
        void itWinsUntilItEnds() {
            presence.setManual(ALICE, manual(Availability.DO_NOT_DISTURB, Duration.ofMinutes(10)))
                    .join();
            assertThat(shown().availability()).isEqualTo(Availability.DO_NOT_DISTURB);

            advance(Duration.ofMinutes(10));

            assertThat(shown().availability()).isEqualTo(Availability.AVAILABLE);
        }

        @Test
        void manualAvailableDismissesTheRunningMeetingButNotALaterOne() {
            meeting(Availability.BUSY, MONDAY_NINE);
            presence.setManual(ALICE, manual(Availability.AVAILABLE, Duration.ofHours(8)))
                    .join();
            assertThat(shown().availability()).isEqualTo(Availability.AVAILABLE);

            advance(Duration.ofHours(1));
            meeting(Availability.BUSY, time.now());

            assertThat(shown().availability()).isEqualTo(Availability.BUSY);
        }

        @Test
        void manualOfflineIsTheTruthToOneselfAndAnAppearanceToOthers() {
            presence.setManual(ALICE, manual(Availability.OFFLINE, Duration.ofHours(1)))
                    .join();

            assertThat(shown().availability()).isEqualTo(Availability.AVAILABLE);
            assertThat(shown().appearsAs())
                    .contains(new PresenceDocument.Appearance(Availability.OFFLINE, MONDAY_NINE));
        }

        @Test
        void itIsThereAfterARestart() {
            presence.setManual(ALICE, manual(Availability.BUSY, Duration.ofHours(1)))
                    .join();

            PresenceService restarted = service();

            assertThat(restarted.byHand(ALICE).join().manual().orElseThrow().availability())
                    .isEqualTo(Availability.BUSY);
            restarted.close();
        }
    }
}
