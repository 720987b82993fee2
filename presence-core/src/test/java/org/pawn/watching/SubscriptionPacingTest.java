package org.pawn.watching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pawn.access.Caller;
import org.pawn.policy.PresenceView;
import org.pawn.presence.Availability;

/** How often a watcher is told, and a crowd of them. */
final class SubscriptionPacingTest extends WatchedAlice {
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
}
