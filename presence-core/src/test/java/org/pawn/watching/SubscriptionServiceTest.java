package org.pawn.watching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pawn.access.Caller;
import org.pawn.access.Level;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;
import org.pawn.directory.Directory;
import org.pawn.directory.Group;
import org.pawn.directory.InMemoryPersonStore;
import org.pawn.directory.Person;
import org.pawn.policy.Handling;
import org.pawn.policy.InMemoryPrivacyStore;
import org.pawn.policy.Matcher;
import org.pawn.policy.PolicyService;
import org.pawn.policy.PresenceView;
import org.pawn.policy.PrivacyRule;
import org.pawn.policy.PrivacyRules;
import org.pawn.policy.PrivacyService;
import org.pawn.presence.Activity;
import org.pawn.presence.Availability;
import org.pawn.presence.InMemoryManualStateStore;
import org.pawn.presence.InMemoryPublicationStore;
import org.pawn.presence.ManualChoice;
import org.pawn.presence.Note;
import org.pawn.presence.PresenceRecord;
import org.pawn.presence.PresenceService;
import org.pawn.presence.Source;
import org.pawn.refusal.Refusal;
import org.pawn.time.SettableTime;

final class SubscriptionServiceTest {
    private static final AddressOfRecord ALICE = AddressOfRecord.parse("alice@example.com");
    private static final AddressOfRecord BOB = AddressOfRecord.parse("bob@example.com");
    private static final AddressOfRecord CAROL = AddressOfRecord.parse("carol@example.com");
    private static final AddressOfRecord STRANGER = AddressOfRecord.parse("stranger@example.net");
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final SettableTime time = new SettableTime(Instant.parse("2030-03-04T09:00:00Z"));
    private final Lanes lanes = new Lanes(1);
    private final PresenceService presence = new PresenceService(
            lanes, time, time, new InMemoryPublicationStore(), new InMemoryManualStateStore(), new SecureRandom());
    private final Directory directory = new Directory(new InMemoryPersonStore());
    private final PrivacyService privacy = new PrivacyService(new InMemoryPrivacyStore(), lanes, time, time);
    private final PolicyService policy =
            new PolicyService(directory, privacy, ZoneId.of("Europe/Berlin"), time, directory::exists);
    private final SubscriptionService watching = new SubscriptionService(presence, policy, lanes, time, time, INTERVAL);
    private final RecordingWatcherChannel bobs = new RecordingWatcherChannel();

    @BeforeEach
    void start() {
        directory.save(Person.of(ALICE)).join();
        directory.save(Person.of(BOB)).join();
        directory.save(Person.of(CAROL)).join();
        presence.addListener(watching);
        privacy.onChange(watching::recheck);
        presence.start();
    }

    @AfterEach
    void stop() {
        presence.close();
        lanes.close();
    }

    private void alicePublishes(Availability availability) {
        presence.put(ALICE, desk(availability)).join();
    }

    private PresenceRecord desk(Availability availability) {
        return PresenceRecord.of(
                        Source.DEVICE,
                        "desk",
                        availability,
                        time.moment(),
                        time.moment().deadline(Duration.ofHours(8)))
                .withNote(Optional.of(Note.of("Board room")));
    }

    private void advance(Duration by) {
        time.advance(by);
        lanes.run(ALICE, () -> null).join();
    }

    @Nested
    final class GivenBobWatchesAlice {
        @BeforeEach
        void subscribe() {
            watching.subscribe(Caller.of(BOB), ALICE, bobs).join();
            bobs.assertNotified(Availability.OFFLINE);
        }

        @Test
        void theFirstChangeGoesOutAtOnce() {
            advance(INTERVAL);
            alicePublishes(Availability.BUSY);

            PresenceView view = bobs.assertNotified(Availability.BUSY);
            assertThat(view.level()).isEqualTo(Level.COMPANY);
            assertThat(view.document().note()).contains(Note.of("Board room"));
            bobs.assertNothingMore();
        }

        @Test
        void furtherChangesWaitAndOnlyTheNewestGoes() {
            advance(INTERVAL);
            alicePublishes(Availability.AVAILABLE);
            alicePublishes(Availability.BUSY);
            alicePublishes(Availability.AWAY);
            bobs.assertNotified(Availability.AVAILABLE);
            bobs.assertNothingMore();

            advance(INTERVAL);

            bobs.assertNotified(Availability.AWAY);
            bobs.assertNothingMore();
        }

        @Test
        void aChangeBackToWhatBobKnowsSendsNothing() {
            alicePublishes(Availability.DO_NOT_DISTURB);
            bobs.assertNotified(Availability.DO_NOT_DISTURB);
            presence.remove(ALICE, Source.DEVICE, "desk").join();
            bobs.assertNotified(Availability.OFFLINE);

            advance(INTERVAL);

            bobs.assertNothingMore();
        }

        @Test
        void doNotDisturbNeverWaits() {
            advance(INTERVAL);
            alicePublishes(Availability.AVAILABLE);
            alicePublishes(Availability.DO_NOT_DISTURB);

            bobs.assertNotified(Availability.AVAILABLE);
            bobs.assertNotified(Availability.DO_NOT_DISTURB);
            bobs.assertNothingMore();
        }

        @Test
        void nothingComesAfterUnsubscribing() {
            RecordingWatcherChannel channel = new RecordingWatcherChannel();
            Subscription subscription =
                    watching.subscribe(Caller.of(BOB), ALICE, channel).join();
            channel.assertNotified(Availability.OFFLINE);

            watching.unsubscribe(subscription).join();
            advance(INTERVAL);
            alicePublishes(Availability.BUSY);

            channel.assertNothingMore();
            assertThat(watching.count()).isEqualTo(1);
        }

        @Test
        void theSubscriptionEndsWhenAliceLeavesTheDirectory() {
            directory.remove(ALICE).join();

            watching.recheck(ALICE);
            lanes.run(ALICE, () -> null).join();

            bobs.assertEnded(WatcherChannel.EndReason.NO_RESOURCE);
        }

        @Test
        void becomingATeamMateShowsMoreAtOnce() {
            alicePublishes(Availability.DO_NOT_DISTURB);
            bobs.assertNotified(Availability.DO_NOT_DISTURB);
            directory.save(new Group("desk", "Desk", true, List.of(ALICE, BOB))).join();
            advance(INTERVAL);

            watching.recheck(ALICE);
            lanes.run(ALICE, () -> null).join();

            assertThat(bobs.assertNotified(Availability.DO_NOT_DISTURB).level()).isEqualTo(Level.TEAM);
        }
    }

    @Nested
    final class GivenBobHasJustBeenToldOfAlice {
        @BeforeEach
        void subscribe() {
            directory.onGroupChange(change -> change.teamMates().forEach(watching::recheck));
            alicePublishes(Availability.BUSY);
            watching.subscribe(Caller.of(BOB), ALICE, bobs).join();
            bobs.assertNotified(Availability.BUSY);
        }

        @Test
        void seeingMoreOrLessDoesNotWaitForThePacing() {
            directory.save(new Group("desk", "Desk", true, List.of(ALICE, BOB))).join();
            lanes.run(ALICE, () -> null).join();
            assertThat(bobs.assertNotified(Availability.BUSY).level()).isEqualTo(Level.TEAM);

            directory.removeGroup("desk").join();
            lanes.run(ALICE, () -> null).join();

            assertThat(bobs.assertNotified(Availability.BUSY).level()).isEqualTo(Level.COMPANY);
        }

        @Test
        void aGroupThatIsNoTeamChangesNothing() {
            directory
                    .save(new Group("desk", "Desk", false, List.of(ALICE, BOB)))
                    .join();
            lanes.run(ALICE, () -> null).join();

            bobs.assertNothingMore();
        }

        @Test
        void forgettingBobEndsAllThatHeWatches() {
            watching.forget(BOB);
            lanes.run(ALICE, () -> null).join();

            bobs.assertEnded(WatcherChannel.EndReason.REJECTED);
            assertThat(watching.count()).isZero();
        }

        @Test
        void forgettingCarolLeavesBobsSubscription() {
            watching.forget(CAROL);
            lanes.run(ALICE, () -> null).join();

            assertThat(watching.count()).isEqualTo(1);
        }
    }

    @Nested
    final class GivenAliceAppearsOffline {
        @BeforeEach
        void appearOffline() {
            alicePublishes(Availability.AVAILABLE);
            presence.setManual(
                            ALICE,
                            new ManualChoice(
                                    Availability.OFFLINE,
                                    List.of(),
                                    Optional.empty(),
                                    Optional.of(time.now().plus(Duration.ofHours(1))),
                                    false))
                    .join();
        }

        @Test
        void othersSeeNoMoreThanOfSomeoneSignedOut() {
            watching.subscribe(Caller.of(BOB), ALICE, bobs).join();

            PresenceView view = bobs.assertNotified(Availability.OFFLINE);
            assertThat(view.document().tuples()).isEmpty();
            assertThat(view.document().note()).isEmpty();
            assertThat(view.document().appearsAs()).isEmpty();
        }

        @Test
        void whatSheDoesMeanwhileSendsNothing() {
            watching.subscribe(Caller.of(BOB), ALICE, bobs).join();
            bobs.assertNotified(Availability.OFFLINE);

            for (int round = 0; round < 50; round++) {
                alicePublishes(round % 2 == 0 ? Availability.BUSY : Availability.DO_NOT_DISTURB);
                advance(INTERVAL);
            }

            bobs.assertNothingMore();
        }

        @Test
        void sheHerselfSeesTheTruthAndHowSheAppears() {
            RecordingWatcherChannel own = new RecordingWatcherChannel();
            watching.subscribe(Caller.of(ALICE), ALICE, own).join();

            PresenceView view = own.assertNotified(Availability.AVAILABLE);
            assertThat(view.document().appearsAs()).isPresent();
        }
    }

    @Nested
    final class GivenAliceFlapsTenTimesASecond {
        private static final int SECONDS = 20;

        @Test
        void aWatcherIsToldOnceAnIntervalAndTheEndIsRight() {
            watching.subscribe(Caller.of(BOB), ALICE, bobs).join();
            bobs.assertNotified(Availability.OFFLINE);

            for (int change = 0; change < 10 * SECONDS; change++) {
                alicePublishes(change % 2 == 0 ? Availability.BUSY : Availability.AVAILABLE);
                advance(Duration.ofMillis(100));
            }
            advance(INTERVAL);

            List<PresenceView> told = bobs.all();
            assertThat(told).hasSizeBetween(SECONDS - 2, SECONDS + 1);
            assertThat(told.get(told.size() - 1).document().availability()).isEqualTo(Availability.AVAILABLE);
        }

        @Test
        void goingOfflineAndBackBorrowsFromTheNextInterval() {
            watching.subscribe(Caller.of(BOB), ALICE, bobs).join();
            bobs.assertNotified(Availability.OFFLINE);

            for (int change = 0; change < 10 * SECONDS; change++) {
                alicePublishes(change % 2 == 0 ? Availability.DO_NOT_DISTURB : Availability.AVAILABLE);
                advance(Duration.ofMillis(100));
            }
            advance(INTERVAL.multipliedBy(4));

            List<PresenceView> told = bobs.all();
            assertThat(told).hasSizeLessThanOrEqualTo(SECONDS + 4);
            assertThat(told.get(told.size() - 1).document().availability()).isEqualTo(Availability.AVAILABLE);
        }
    }

    @Nested
    final class GivenAliceHasThousandsOfWatchers {
        private final List<RecordingWatcherChannel> crowd = new ArrayList<>();

        @BeforeEach
        void subscribe() {
            for (int i = 0; i < 1_500; i++) {
                RecordingWatcherChannel one = new RecordingWatcherChannel();
                crowd.add(one);
                watching.subscribe(Caller.of(BOB), ALICE, one).join();
                one.assertNotified(Availability.OFFLINE);
            }
            advance(INTERVAL);
        }

        @Test
        void everyOneIsTold() {
            alicePublishes(Availability.BUSY);
            settle();

            crowd.forEach(one -> {
                one.assertNotified(Availability.BUSY);
                one.assertNothingMore();
            });
        }

        @Test
        void aChangeDuringTheTellingReachesEveryOneAndNobodyGetsTheOlderLast() {
            alicePublishes(Availability.BUSY);
            alicePublishes(Availability.AWAY);
            settle();
            advance(INTERVAL);
            settle();

            crowd.forEach(one -> {
                List<PresenceView> told = one.all();
                assertThat(told.get(told.size() - 1).document().availability()).isEqualTo(Availability.AWAY);
            });
        }

        @Test
        void othersOfTheLaneAreServedBetween() {
            AtomicLong toldWhenCarolWasServed = new AtomicLong();
            lanes.run(ALICE, () -> {
                        presence.put(ALICE, desk(Availability.BUSY));
                        presence.put(CAROL, desk(Availability.BUSY)).thenRun(() -> toldWhenCarolWasServed.set(told()));
                        return null;
                    })
                    .join();
            settle();

            assertThat(toldWhenCarolWasServed.get()).isBetween(1L, 1_499L);
            assertThat(told()).isEqualTo(1_500);
        }

        private long told() {
            return crowd.stream().filter(one -> one.count() > 0).count();
        }

        @Test
        void whoLeavesDuringTheTellingTakesNobodyWithThem() {
            RecordingWatcherChannel leaving = new RecordingWatcherChannel();
            Subscription subscription =
                    watching.subscribe(Caller.of(BOB), ALICE, leaving).join();
            leaving.assertNotified(Availability.OFFLINE);
            lanes.run(ALICE, () -> {
                        presence.put(ALICE, desk(Availability.BUSY));
                        watching.unsubscribe(subscription);
                        return null;
                    })
                    .join();
            settle();

            crowd.forEach(one -> one.assertNotified(Availability.BUSY));
        }

        /** The lane has one turn for each part of the telling. */
        private void settle() {
            for (int turn = 0; turn < 20; turn++) {
                lanes.run(ALICE, () -> null).join();
            }
        }
    }

    @Nested
    final class GivenAliceBlocksBobPolitely {
        @Test
        void fiftyTogglesSendNothingAndTheTruthComesBackAtOnce() {
            alicePublishes(Availability.AVAILABLE);
            watching.subscribe(Caller.of(BOB), ALICE, bobs).join();
            bobs.assertNotified(Availability.AVAILABLE);
            aliceSays(Handling.POLITE_BLOCK);
            PresenceView disguise = bobs.assertNotified(Availability.OFFLINE);
            assertThat(disguise.document().since()).contains(time.now());

            for (int round = 0; round < 50; round++) {
                alicePublishes(round % 2 == 0 ? Availability.BUSY : Availability.DO_NOT_DISTURB);
                advance(INTERVAL);
            }
            bobs.assertNothingMore();

            aliceSays(Handling.ALLOW);
            bobs.assertNotified(Availability.DO_NOT_DISTURB);
        }
    }

    @Nested
    final class GivenAliceWantsToBeAsked {
        @Test
        void whoWaitsForConsentIsPendingUntilSheAllows() {
            alicePublishes(Availability.BUSY);
            aliceSays(Handling.CONFIRM);
            RecordingWatcherChannel phone = new RecordingWatcherChannel(true);
            watching.subscribe(Caller.of(BOB), ALICE, phone).join();
            phone.assertPending();

            alicePublishes(Availability.DO_NOT_DISTURB);
            advance(INTERVAL);
            phone.assertNothingMore();

            aliceSays(Handling.ALLOW);
            phone.assertNotified(Availability.DO_NOT_DISTURB);
        }

        @Test
        void whoDoesNotWaitIsRefused() {
            aliceSays(Handling.CONFIRM);

            assertThatThrownBy(() ->
                            watching.subscribe(Caller.of(BOB), ALICE, bobs).join())
                    .hasCauseInstanceOf(Refusal.NotVisible.class);
        }

        @Test
        void aBlockEndsTheSubscription() {
            watching.subscribe(Caller.of(BOB), ALICE, bobs).join();
            bobs.assertNotified(Availability.OFFLINE);

            aliceSays(Handling.BLOCK);

            bobs.assertEnded(WatcherChannel.EndReason.REJECTED);
        }
    }

    private void aliceSays(Handling handling) {
        Level level = handling == Handling.ALLOW ? Level.COMPANY : Level.BLOCKED;
        PrivacyRule rule = new PrivacyRule(new Matcher.One(BOB), handling, level, false, Optional.empty(), time.now());
        privacy.edit(ALICE, Optional.empty(), before -> new PrivacyRules(ALICE, before.version(), List.of(rule)))
                .join();
        lanes.run(ALICE, () -> null).join();
    }

    @Test
    void aStrangerIsToldNothingWhetherOrNotThePersonExists() {
        AddressOfRecord nobody = AddressOfRecord.parse("nobody@example.com");

        assertThatThrownBy(() ->
                        watching.subscribe(Caller.of(STRANGER), ALICE, bobs).join())
                .hasCauseInstanceOf(Refusal.NotVisible.class);
        assertThatThrownBy(() ->
                        watching.subscribe(Caller.of(STRANGER), nobody, bobs).join())
                .hasCauseInstanceOf(Refusal.NotVisible.class);
        bobs.assertNothingMore();
    }

    @Test
    void aColleagueIsToldThatThereIsNobody() {
        AddressOfRecord nobody = AddressOfRecord.parse("nobody@example.com");

        assertThatThrownBy(
                        () -> watching.subscribe(Caller.of(BOB), nobody, bobs).join())
                .hasCauseInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void anApplicationAtExternalSeesTheAvailabilityAlone() {
        alicePublishes(Availability.BUSY);
        Caller portal = new Caller("portal", Optional.empty(), Level.EXTERNAL, Caller.ownScopes(), Optional.empty());

        watching.subscribe(portal, ALICE, bobs).join();

        PresenceView view = bobs.assertNotified(Availability.BUSY);
        assertThat(view.document().note()).isEmpty();
        assertThat(view.document().activities()).isEqualTo(List.<Activity>of());
        assertThat(view.timeZone()).isEmpty();
    }
}
