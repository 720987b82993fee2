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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pawn.access.Caller;
import org.pawn.access.Level;
import org.pawn.access.Viewer;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;
import org.pawn.directory.Directory;
import org.pawn.directory.InMemoryPersonStore;
import org.pawn.directory.Person;
import org.pawn.policy.Handling;
import org.pawn.policy.InMemoryPrivacyStore;
import org.pawn.policy.Matcher;
import org.pawn.policy.PolicyService;
import org.pawn.policy.PrivacyRule;
import org.pawn.policy.PrivacyRules;
import org.pawn.policy.PrivacyService;
import org.pawn.presence.Availability;
import org.pawn.presence.InMemoryManualStateStore;
import org.pawn.presence.InMemoryPublicationStore;
import org.pawn.presence.PresenceService;
import org.pawn.refusal.Refusal;
import org.pawn.time.SettableTime;
import org.pawn.watching.WatcherInfo.Event;
import org.pawn.watching.WatcherInfo.Status;

/** Who watches a person, and where they stand (RFC 3857 section 4.7.1). */
final class WatcherListTest {
    private static final AddressOfRecord ALICE = AddressOfRecord.parse("alice@example.com");
    private static final AddressOfRecord BOB = AddressOfRecord.parse("bob@example.com");
    private static final AddressOfRecord CAROL = AddressOfRecord.parse("carol@example.com");
    private static final AddressOfRecord STRANGER = AddressOfRecord.parse("bob@example.net");
    private static final Instant NINE = Instant.parse("2030-03-04T09:00:00Z");

    private final SettableTime time = new SettableTime(NINE);
    private final Lanes lanes = new Lanes(1);
    private final PresenceService presence = new PresenceService(
            lanes, time, time, new InMemoryPublicationStore(), new InMemoryManualStateStore(), new SecureRandom());
    private final Directory directory = new Directory(new InMemoryPersonStore());
    private final PrivacyService privacy = new PrivacyService(new InMemoryPrivacyStore(), lanes, time, time);
    private final PolicyService policy =
            new PolicyService(directory, privacy, ZoneId.of("Europe/Berlin"), time, directory::exists);
    private final SubscriptionService watching =
            new SubscriptionService(presence, policy, lanes, time, time, Duration.ofSeconds(1));
    private final RecordingWatcherListener listener = new RecordingWatcherListener();

    @BeforeEach
    void start() {
        for (AddressOfRecord person : List.of(ALICE, BOB, CAROL)) {
            directory.save(Person.of(person)).join();
        }
        presence.start();
        presence.addListener(watching);
        privacy.onChange(watching::recheck);
        directory.onChange(watching::recheck);
        watching.onWatcherChange(listener);
    }

    @AfterEach
    void stop() {
        presence.close();
        lanes.close();
    }

    private List<WatcherInfo> list() {
        return watching.watchers(ALICE).join().watchers();
    }

    private Subscription phone(AddressOfRecord watcher, RecordingWatcherChannel channel) {
        return watching.subscribe(Caller.of(watcher), ALICE, channel).join();
    }

    private Subscription phone(AddressOfRecord watcher) {
        return phone(watcher, new RecordingWatcherChannel(true));
    }

    private void feedIsRefused(AddressOfRecord watcher) {
        assertThatThrownBy(() -> watching.subscribe(Caller.of(watcher), ALICE, new RecordingWatcherChannel())
                        .join())
                .hasCauseInstanceOf(Refusal.NotVisible.class);
    }

    private void aliceSays(AddressOfRecord viewer, Handling handling) {
        Level level = handling == Handling.ALLOW ? Level.TEAM : Level.BLOCKED;
        PrivacyRule rule =
                new PrivacyRule(new Matcher.One(viewer), handling, level, false, Optional.empty(), time.now());
        privacy.edit(ALICE, Optional.empty(), before -> {
                    List<PrivacyRule> rules = new ArrayList<>(before.rules());
                    rules.removeIf(one -> one.who().equals(rule.who()));
                    rules.add(rule);
                    return new PrivacyRules(ALICE, before.version(), rules);
                })
                .join();
        settle();
    }

    private void settle() {
        lanes.run(ALICE, () -> null).join();
    }

    @Test
    void nobodyWatchesAtFirst() {
        assertThat(list()).isEmpty();
    }

    @Test
    void aColleagueIsActiveFromTheStartAndGoneWhenTheyLeave() {
        Subscription bobs = phone(BOB);

        assertThat(list()).singleElement().satisfies(bob -> {
            assertThat(bob.viewer()).isEqualTo(new Viewer(Viewer.Kind.PERSON, "bob@example.com"));
            assertThat(bob.status()).isEqualTo(Status.ACTIVE);
            assertThat(bob.event()).isEqualTo(Event.SUBSCRIBE);
            assertThat(bob.since()).isEqualTo(NINE);
            assertThat(bob.surface()).isEqualTo(Surface.SIP);
            assertThat(bob.grant().handling()).isEqualTo(Handling.ALLOW);
            assertThat(bob.grant().level()).isEqualTo(Level.COMPANY);
        });
        listener.assertBegan("bob@example.com", Status.ACTIVE, Event.SUBSCRIBE);

        watching.unsubscribe(bobs).join();

        assertThat(list()).isEmpty();
        listener.assertChanged("bob@example.com", Status.TERMINATED, Event.TIMEOUT);
        listener.assertNothingMore();
    }

    @Test
    void anApplicationAndAGuestAreListedByTheirNames() {
        Caller wiki = new Caller("wiki", Optional.empty(), Level.EXTERNAL, Caller.ownScopes(), Optional.empty());
        Caller guest = new Caller("guest:fair", Optional.empty(), Level.EXTERNAL, Caller.ownScopes(), Optional.empty());
        watching.subscribe(wiki, ALICE, new RecordingWatcherChannel()).join();
        watching.subscribe(guest, ALICE, new RecordingWatcherChannel()).join();

        assertThat(list())
                .extracting(WatcherInfo::viewer)
                .containsExactlyInAnyOrder(
                        new Viewer(Viewer.Kind.APPLICATION, "wiki"), new Viewer(Viewer.Kind.GUEST, "fair"));
    }

    @Nested
    final class GivenAStrangerAsks {
        private final RecordingWatcherChannel phone = new RecordingWatcherChannel(true);
        private Subscription subscription;

        @BeforeEach
        void ask() {
            subscription = phone(STRANGER, phone);
            phone.assertPending();
        }

        @Test
        void theyArePendingUntilAliceLetsThemInAndThenActiveAtOnce() {
            assertThat(list()).extracting(WatcherInfo::status).containsExactly(Status.PENDING);
            WatcherInfo asked = listener.assertBegan("bob@example.net", Status.PENDING, Event.SUBSCRIBE);

            aliceSays(STRANGER, Handling.ALLOW);

            phone.assertNotified(Availability.OFFLINE);
            assertThat(list()).singleElement().satisfies(bob -> {
                assertThat(bob.id()).isEqualTo(asked.id());
                assertThat(bob.status()).isEqualTo(Status.ACTIVE);
                assertThat(bob.event()).isEqualTo(Event.APPROVED);
                assertThat(bob.grant().level()).isEqualTo(Level.TEAM);
            });
            listener.assertChanged("bob@example.net", Status.ACTIVE, Event.APPROVED);
            listener.assertNothingMore();
        }

        @Test
        void aBlockEndsThem() {
            aliceSays(STRANGER, Handling.BLOCK);

            phone.assertEnded(WatcherChannel.EndReason.REJECTED);
            assertThat(list()).isEmpty();
            listener.assertBegan("bob@example.net", Status.PENDING, Event.SUBSCRIBE);
            listener.assertChanged("bob@example.net", Status.TERMINATED, Event.REJECTED);
            listener.assertNothingMore();
        }

        @Test
        void aPoliteBlockIsToldToAliceAloneAndIsActiveForTheWatcher() {
            aliceSays(STRANGER, Handling.POLITE_BLOCK);

            phone.assertNotified(Availability.OFFLINE);
            assertThat(list()).singleElement().satisfies(bob -> {
                assertThat(bob.status()).isEqualTo(Status.ACTIVE);
                assertThat(bob.grant().handling()).isEqualTo(Handling.POLITE_BLOCK);
            });
        }

        @Test
        void whoIsAskedToWaitAgainIsPendingAgain() {
            aliceSays(STRANGER, Handling.ALLOW);
            aliceSays(STRANGER, Handling.CONFIRM);

            assertThat(list()).extracting(WatcherInfo::status).containsExactly(Status.PENDING);
        }

        @Test
        void whoGoesWithoutBeingLetInWaits() {
            watching.unsubscribe(subscription).join();

            assertThat(list()).singleElement().satisfies(bob -> {
                assertThat(bob.status()).isEqualTo(Status.WAITING);
                assertThat(bob.event()).isEqualTo(Event.TIMEOUT);
                assertThat(bob.since()).isEqualTo(NINE);
            });
            assertThat(watching.count()).isZero();
            listener.assertBegan("bob@example.net", Status.PENDING, Event.SUBSCRIBE);
            listener.assertChanged("bob@example.net", Status.WAITING, Event.TIMEOUT);
        }

        @Test
        void whoWaitsAndComesBackIsTheSameWatcher() {
            String before = list().get(0).id();
            watching.unsubscribe(subscription).join();
            phone(STRANGER);

            assertThat(list()).singleElement().satisfies(bob -> {
                assertThat(bob.id()).isEqualTo(before);
                assertThat(bob.status()).isEqualTo(Status.PENDING);
            });
        }

        @Test
        void whoWaitsIsGivenUpAfterAWeek() {
            watching.unsubscribe(subscription).join();

            time.advance(WaitingWatchers.KEPT.minusSeconds(1));
            settle();
            assertThat(list()).hasSize(1);
            time.advance(Duration.ofSeconds(1));
            settle();

            assertThat(list()).isEmpty();
            listener.assertBegan("bob@example.net", Status.PENDING, Event.SUBSCRIBE);
            listener.assertChanged("bob@example.net", Status.WAITING, Event.TIMEOUT);
            listener.assertChanged("bob@example.net", Status.TERMINATED, Event.GIVEUP);
            listener.assertNothingMore();
        }

        @Test
        void whoWaitsIsEndedByAnyDecision() {
            watching.unsubscribe(subscription).join();
            aliceSays(STRANGER, Handling.ALLOW);
            assertThat(list()).isEmpty();

            aliceSays(STRANGER, Handling.CONFIRM);
            watching.unsubscribe(phone(STRANGER)).join();
            assertThat(list()).hasSize(1);
            aliceSays(STRANGER, Handling.BLOCK);

            assertThat(list()).isEmpty();
        }

        @Test
        void whoWaitsOutlivesARuleThatIsNotAboutThem() {
            watching.unsubscribe(subscription).join();

            aliceSays(CAROL, Handling.BLOCK);

            assertThat(list()).hasSize(1);
        }
    }

    @Nested
    final class GivenAliceWantsToBeAskedByBob {
        @BeforeEach
        void confirm() {
            aliceSays(BOB, Handling.CONFIRM);
        }

        @Test
        void aFeedThatCannotWaitIsRefusedAndListedAsWaiting() {
            feedIsRefused(BOB);

            assertThat(list()).singleElement().satisfies(bob -> {
                assertThat(bob.status()).isEqualTo(Status.WAITING);
                assertThat(bob.surface()).isEqualTo(Surface.FEED);
            });
            listener.assertBegan("bob@example.com", Status.PENDING, Event.SUBSCRIBE);
            listener.assertChanged("bob@example.com", Status.WAITING, Event.TIMEOUT);
        }

        @Test
        void askingAHundredTimesIsWaitingOnce() {
            for (int i = 0; i < 100; i++) {
                feedIsRefused(BOB);
            }

            assertThat(list()).hasSize(1);
        }

        @Test
        void nothingOfHimRemainsWhenHeIsRemoved() {
            feedIsRefused(BOB);

            directory.remove(BOB).join();
            watching.forget(BOB);
            settle();

            assertThat(list()).isEmpty();
        }

        @Test
        void nothingOfHimRemainsWhenAliceIsRemoved() {
            feedIsRefused(BOB);

            directory.remove(ALICE).join();
            settle();

            assertThat(list()).isEmpty();
        }
    }

    @Nested
    final class GivenAWholeFairOfStrangersAsked {
        @Test
        void theNewestHundredAreKept() {
            IntStream.range(0, WaitingWatchers.MAX + 5).forEach(i -> {
                time.advance(Duration.ofSeconds(1));
                feedIsRefused(new AddressOfRecord("visitor" + i, "example.net"));
            });

            assertThat(list())
                    .hasSize(WaitingWatchers.MAX)
                    .extracting(watcher -> watcher.viewer().name())
                    .startsWith("visitor104@example.net")
                    .endsWith("visitor5@example.net");
        }

        @Test
        void whoAsksForNobodyIsKeptNowhere() {
            AddressOfRecord nobody = AddressOfRecord.parse("nobody@example.com");

            assertThatThrownBy(() -> watching.subscribe(Caller.of(STRANGER), nobody, new RecordingWatcherChannel())
                            .join())
                    .hasCauseInstanceOf(Refusal.NotVisible.class);

            assertThat(watching.watchers(nobody).join().watchers()).isEmpty();
        }
    }

    @Nested
    final class GivenBobIsBlocked {
        @Test
        void thatHeAskedIsToldAndHeIsInNoList() {
            aliceSays(BOB, Handling.BLOCK);

            feedIsRefused(BOB);

            listener.assertBegan("bob@example.com", Status.TERMINATED, Event.REJECTED);
            assertThat(list()).isEmpty();
        }
    }

    @Nested
    final class GivenFifteenThousandWatch {
        @Test
        void aListTakenNowIsWholeWhateverHappensMeanwhile() {
            List<Subscription> all = new ArrayList<>();
            for (int i = 0; i < 15_000; i++) {
                all.add(phone(BOB));
            }
            phone(STRANGER);

            WatcherList taken = watching.watchers(ALICE).join();
            all.forEach(watching::unsubscribe);
            settle();

            assertThat(taken.watchers()).hasSize(15_001);
            assertThat(taken.watchers().get(0).status())
                    .as("who is to be decided on stands first")
                    .isEqualTo(Status.PENDING);
            assertThat(list()).hasSize(1);
        }
    }
}
