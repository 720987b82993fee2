package org.pawn.watching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pawn.access.Caller;
import org.pawn.access.Level;
import org.pawn.directory.Group;
import org.pawn.policy.PresenceView;
import org.pawn.presence.Availability;
import org.pawn.presence.Note;
import org.pawn.presence.Source;

final class SubscriptionServiceTest extends WatchedAlice {
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
}
