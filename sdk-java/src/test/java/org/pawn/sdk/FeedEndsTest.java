package org.pawn.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.pawn.sdk.ScriptedFeed.presence;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tokens that run out or are refused, servers that are not there, and the end. */
@Timeout(60)
final class FeedEndsTest {
    private static final String ALICE_BUSY = presence("alice", "Busy", "1");

    private final ScriptedFeed server = new ScriptedFeed();
    private final PresenceClient client =
            PresenceClient.at(server.address()).token("t-1").build();
    private final RecordingListener told = new RecordingListener();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Nested
    final class GivenTokensThatRunOut {
        private final AtomicInteger fetched = new AtomicInteger();
        private final PresenceClient renewing = PresenceClient.at(server.address())
                .tokens(() -> new AccessToken("t-" + fetched.incrementAndGet(), Optional.empty()))
                .build();

        @AfterEach
        void closeToo() {
            renewing.close();
        }

        @Test
        void aFreshOneIsSentOnTheOpenFeed() {
            renewing.openFeed();
            ScriptedFeed.Connection connection = server.accepted();
            connection.next("hello");

            connection.says("{'type':'welcome','cursor':'c.0','resumed':false,'expiresAt':'2001-01-01T00:00:00Z'}");

            assertThat(connection.next("token").path("token").asText()).isEqualTo("t-2");
        }

        @Test
        void afterACloseForTheTokenAFreshOneIsUsed() {
            renewing.openFeed();
            server.accepted().welcomes("c.0", false).closes(4401);

            assertThat(server.accepted().token()).isEqualTo("Bearer t-2");
        }

        @Test
        void twoRefusalsInARowAreTheEnd() {
            renewing.openFeed(told);
            server.accepted().closes(4403);
            server.accepted().closes(4403);

            told.assertTold("ended unauthenticated");
        }
    }

    @Nested
    final class GivenOneTokenForEver {
        @Test
        void itsRefusalIsTheEndAndEveryoneIsTold() {
            PresenceFeed feed = client.openFeed(told);
            RecordingListener watching = new RecordingListener();
            feed.watch(List.of("alice@example.com"), watching);
            ScriptedFeed.Connection connection = server.accepted().welcomes("c.0", false);
            connection.answersWatch("snapshot", ALICE_BUSY);
            watching.assertTold("alice@example.com Busy", "fresh");

            connection.closes(4403);

            watching.assertTold("alice@example.com Busy stale", "stale", "ended unauthenticated");
            told.assertTold("ended unauthenticated");
            assertThatThrownBy(() ->
                            feed.publish(DeviceState.of(Availability.BUSY)).get(5, TimeUnit.SECONDS))
                    .cause()
                    .hasMessageContaining("closed");
        }

        @Test
        void aRefusedUpgradeIsTheEnd() {
            server.refusesUpgradesWith(401);

            PresenceFeed feed = client.openFeed(told);

            told.assertTold("ended unauthenticated");
            assertThatThrownBy(() -> feed.ready().get(5, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(PresenceClientException.class);
        }

        @Test
        void aServerWithoutFeedsIsTheEnd() {
            server.refusesUpgradesWith(404);

            client.openFeed(told);

            assertThat(told.next()).startsWith("ended");
        }

        @Test
        void aServerThatComesLaterIsWaitedFor() throws Exception {
            server.refusesUpgradesWith(503);
            PresenceFeed feed = client.openFeed(told);
            await().pollDelay(Duration.ofMillis(300)).until(() -> true);

            server.acceptsAgain();

            server.accepted().welcomes("c.0", false);
            feed.ready().get(10, TimeUnit.SECONDS);
        }
    }

    @Nested
    final class GivenAFeedThatIsClosed {
        @Test
        void itDoesNotComeBackAndTellsNobody() throws Exception {
            PresenceFeed feed = client.openFeed(told);
            Watch watch = feed.watch(List.of("alice@example.com"), told);
            ScriptedFeed.Connection connection = server.accepted().welcomes("c.0", false);
            connection.next("watch");

            feed.close();
            feed.close();

            assertThatThrownBy(() -> watch.ready().get(5, TimeUnit.SECONDS))
                    .cause()
                    .hasMessageContaining("closed");
            told.assertNothingMore();
        }

        @Test
        void closingTheClientClosesItsFeeds() {
            PresenceFeed feed = client.openFeed();
            server.accepted().welcomes("c.0", false);

            client.close();

            assertThatThrownBy(() -> feed.withdraw().get(5, TimeUnit.SECONDS))
                    .cause()
                    .hasMessageContaining("closed");
        }
    }
}
