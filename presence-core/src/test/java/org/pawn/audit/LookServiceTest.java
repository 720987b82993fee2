package org.pawn.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pawn.access.Caller;
import org.pawn.access.Level;
import org.pawn.access.Scope;
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
import org.pawn.presence.InMemoryManualStateStore;
import org.pawn.presence.InMemoryPublicationStore;
import org.pawn.presence.PresenceService;
import org.pawn.refusal.Refusal;
import org.pawn.time.SettableTime;
import org.pawn.watching.RecordingWatcherChannel;
import org.pawn.watching.SubscriptionService;
import org.pawn.watching.Surface;

final class LookServiceTest {
    private static final AddressOfRecord ALICE = AddressOfRecord.parse("alice@example.com");
    private static final AddressOfRecord BOB = AddressOfRecord.parse("bob@example.com");
    private static final AddressOfRecord STRANGER = AddressOfRecord.parse("bob@example.net");
    private static final AddressOfRecord NOBODY = AddressOfRecord.parse("nobody@example.com");
    private static final Instant NINE = Instant.parse("2030-03-04T09:00:00Z");
    private static final Caller WIKI =
            new Caller("wiki", Optional.empty(), Level.EXTERNAL, Set.of(Scope.PRESENCE_READ), Optional.empty());

    private final SettableTime time = new SettableTime(NINE);
    private final Lanes lanes = new Lanes(1);
    private final Directory directory = new Directory(new InMemoryPersonStore());
    private final PrivacyService privacy = new PrivacyService(new InMemoryPrivacyStore(), lanes, time, time);
    private final PolicyService policy =
            new PolicyService(directory, privacy, ZoneId.of("Europe/Berlin"), time, directory::exists);
    private final InMemoryLookStore store = new InMemoryLookStore();
    private LookService looks = new LookService(policy, store, lanes, time, time, Duration.ofDays(30));

    @BeforeEach
    void start() {
        directory.save(Person.of(ALICE)).join();
        directory.save(Person.of(BOB)).join();
        looks.start();
    }

    @AfterEach
    void stop() {
        looks.close();
        lanes.close();
    }

    private List<Look> noted() {
        return noted(ALICE);
    }

    private List<Look> noted(AddressOfRecord presentity) {
        return looks.looks(presentity, LookStore.NEWEST, 1_000).join().looks();
    }

    private void aliceSays(AddressOfRecord viewer, Handling handling) {
        PrivacyRule rule =
                new PrivacyRule(new Matcher.One(viewer), handling, Level.BLOCKED, false, Optional.empty(), time.now());
        privacy.edit(ALICE, Optional.empty(), before -> new PrivacyRules(ALICE, before.version(), List.of(rule)))
                .join();
    }

    private void looks(Caller viewer) {
        looks.shown(viewer, ALICE, Look.Kind.PRESENCE, Surface.REST);
    }

    @Test
    void aLookIsNotedWithWhoWhatHowAndWhen() {
        looks(Caller.of(BOB));

        assertThat(noted())
                .containsExactly(new Look(
                        ALICE,
                        new Viewer(Viewer.Kind.PERSON, "bob@example.com"),
                        Look.Kind.PRESENCE,
                        Surface.REST,
                        Look.Outcome.SHOWN,
                        NINE,
                        NINE,
                        1));
    }

    @Test
    void whoLooksManyTimesWithinTheHourIsOneRowWithACount() {
        for (int i = 0; i < 60; i++) {
            looks(Caller.of(BOB));
            time.advance(Duration.ofMinutes(1));
        }
        looks(Caller.of(BOB));

        assertThat(noted()).extracting(Look::count).containsExactly(1, 60);
        assertThat(noted().get(1).last()).isEqualTo(NINE.plus(Duration.ofMinutes(59)));
    }

    @Test
    void anotherViewerKindWayOrOutcomeIsARowOfItsOwn() {
        looks(Caller.of(BOB));
        looks(WIKI);
        looks.shown(Caller.of(BOB), ALICE, Look.Kind.CARD, Surface.REST);
        looks.shown(Caller.of(BOB), ALICE, Look.Kind.PRESENCE, Surface.LINK);
        aliceSays(BOB, Handling.POLITE_BLOCK);
        looks(Caller.of(BOB));

        assertThat(noted()).hasSize(5).extracting(Look::count).containsOnly(1);
    }

    @Test
    void onesOwnLooksAreNotNotedUnlessSomebodyHasALinkOfOnes() {
        looks(Caller.of(ALICE));
        assertThat(noted()).isEmpty();

        looks.shown(Caller.of(ALICE), ALICE, Look.Kind.ICON, Surface.LINK);

        assertThat(noted()).extracting(Look::kind).containsExactly(Look.Kind.ICON);
    }

    @Test
    void refusedLooksAreNotedAndRefusedAllTheSame() {
        aliceSays(BOB, Handling.BLOCK);

        assertThatThrownBy(() -> looks(Caller.of(BOB))).isInstanceOf(Refusal.NotVisible.class);
        assertThatThrownBy(() -> looks(Caller.of(STRANGER))).isInstanceOf(Refusal.NotVisible.class);

        assertThat(noted())
                .extracting(look -> look.viewer().name(), Look::outcome)
                .containsExactlyInAnyOrder(
                        tuple("bob@example.com", Look.Outcome.REFUSED), tuple("bob@example.net", Look.Outcome.PENDING));
    }

    @Test
    void whoeverIsBlockedPolitelyIsNotedAsThat() {
        aliceSays(BOB, Handling.POLITE_BLOCK);

        looks(Caller.of(BOB));

        assertThat(noted()).extracting(Look::outcome).containsExactly(Look.Outcome.DISGUISED);
    }

    @Test
    void freeTimeThatALevelDoesNotShowIsRefused() {
        looks.shown(WIKI, ALICE, Look.Kind.FREE_BUSY, Surface.REST);

        assertThat(noted()).extracting(Look::outcome).containsExactly(Look.Outcome.REFUSED);
    }

    @Test
    void whoeverAsksForNobodyIsNotedNowhere() {
        assertThatThrownBy(() -> looks.shown(Caller.of(BOB), NOBODY, Look.Kind.PRESENCE, Surface.REST))
                .isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> looks.shown(Caller.of(STRANGER), NOBODY, Look.Kind.PRESENCE, Surface.REST))
                .isInstanceOf(Refusal.NotVisible.class);

        assertThat(noted(NOBODY)).isEmpty();
    }

    @Test
    void whatIsTooOldGoesByItself() {
        looks(Caller.of(BOB));
        assertThat(noted()).hasSize(1);

        time.advance(Duration.ofDays(30));
        assertThat(noted()).hasSize(1);
        time.advance(Duration.ofHours(1));

        assertThat(noted()).isEmpty();
    }

    @Test
    void aPersonWhoIsRemovedIsInNobodysListAndHasNone() {
        looks(Caller.of(BOB));
        looks.shown(Caller.of(ALICE), BOB, Look.Kind.PRESENCE, Surface.REST);
        directory.remove(BOB).join();

        looks.forget(BOB).join();

        assertThat(noted(ALICE)).isEmpty();
        assertThat(noted(BOB)).isEmpty();
    }

    @Test
    void aRequestThatOutlivesItsPersonNotesNothing() {
        directory.remove(BOB).join();
        looks.forget(BOB).join();

        looks(Caller.of(BOB));

        assertThat(noted()).isEmpty();
    }

    @Nested
    final class GivenItIsSwitchedOff {
        @Test
        void nothingIsNotedAndWhatWasNotedBeforeIsGone() {
            looks(Caller.of(BOB));
            looks.close();
            looks = new LookService(policy, store, lanes, time, time, Duration.ZERO);
            looks.start();

            looks(Caller.of(BOB));

            assertThat(noted()).isEmpty();
        }
    }

    @Nested
    final class GivenItHearsOfWatchers {
        private final PresenceService presence = new PresenceService(
                lanes, time, time, new InMemoryPublicationStore(), new InMemoryManualStateStore(), new SecureRandom());
        private final SubscriptionService watching =
                new SubscriptionService(presence, policy, lanes, time, time, Duration.ofSeconds(1));

        @BeforeEach
        void listen() {
            privacy.onChange(watching::recheck);
            watching.onWatcherChange(looks);
        }

        @Test
        void theBeginOfAWatchIsNotedAndItsLaterLifeIsNot() {
            var subscription = watching.subscribe(Caller.of(BOB), ALICE, new RecordingWatcherChannel(true))
                    .join();
            aliceSays(BOB, Handling.BLOCK);
            aliceSays(BOB, Handling.CONFIRM);
            watching.unsubscribe(subscription).join();

            assertThat(noted()).singleElement().satisfies(look -> {
                assertThat(look.kind()).isEqualTo(Look.Kind.WATCH);
                assertThat(look.surface()).isEqualTo(Surface.SIP);
                assertThat(look.outcome()).isEqualTo(Look.Outcome.SHOWN);
                assertThat(look.count()).isEqualTo(1);
            });
        }

        @Test
        void aWatchThatIsRefusedOrWaitsIsNotedAsThat() {
            aliceSays(BOB, Handling.BLOCK);

            assertThatThrownBy(() -> watching.subscribe(Caller.of(BOB), ALICE, new RecordingWatcherChannel())
                    .join());
            watching.subscribe(Caller.of(STRANGER), ALICE, new RecordingWatcherChannel(true))
                    .join();

            assertThat(noted())
                    .extracting(Look::outcome)
                    .containsExactlyInAnyOrder(Look.Outcome.REFUSED, Look.Outcome.PENDING);
        }

        @Test
        void onesOwnWatchIsNotNoted() {
            watching.subscribe(Caller.of(ALICE), ALICE, new RecordingWatcherChannel())
                    .join();

            assertThat(noted()).isEmpty();
        }
    }
}
