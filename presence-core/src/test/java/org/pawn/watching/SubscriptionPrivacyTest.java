package org.pawn.watching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pawn.access.Caller;
import org.pawn.access.Level;
import org.pawn.address.AddressOfRecord;
import org.pawn.policy.Handling;
import org.pawn.policy.Matcher;
import org.pawn.policy.PresenceView;
import org.pawn.policy.PrivacyRule;
import org.pawn.policy.PrivacyRules;
import org.pawn.presence.Activity;
import org.pawn.presence.Availability;
import org.pawn.presence.ManualChoice;
import org.pawn.refusal.Refusal;

/** What watchers are told of a person who hides, blocks or wants to be asked. */
final class SubscriptionPrivacyTest extends WatchedAlice {
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

    private void aliceSays(Handling handling) {
        Level level = handling == Handling.ALLOW ? Level.COMPANY : Level.BLOCKED;
        PrivacyRule rule = new PrivacyRule(new Matcher.One(BOB), handling, level, false, Optional.empty(), time.now());
        privacy.edit(ALICE, Optional.empty(), before -> new PrivacyRules(ALICE, before.version(), List.of(rule)))
                .join();
        lanes.run(ALICE, () -> null).join();
    }
}
