package org.pawn.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A feed as a device of its owner: messages, what it publishes, activity. */
@Timeout(60)
final class FeedDeviceTest {
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
    final class GivenAFeedOfAPerson {
        private final PresenceFeed feed = client.openFeed(told);
        private final ScriptedFeed.Connection connection = server.accepted().welcomes("c.0", false);

        @BeforeEach
        void itIsUp() {
            feed.ready().join();
        }

        @Test
        void messagesAreToldOnce() {
            String message = "{'type':'message','id':'m1','from':'alice@example.com','to':'bob@example.com',"
                    + "'text':'Coffee?','contentType':'text/plain','sentAt':'2030-03-04T09:00:00Z','alert':false,"
                    + "'cursor':'c.1'}";
            connection.says(message).says(message);
            connection.says("{'type':'typing','from':'alice@example.com','state':'composing'}");

            told.assertTold("alice@example.com says Coffee? quietly", "alice@example.com types");
            told.assertNothingMore();
        }

        @Test
        void aPublicationIsDoneWhenTheServerHasItAndSaidAgainAfterACut() throws Exception {
            CompletableFuture<Void> done = feed.publish(
                    DeviceState.of(Availability.BUSY).doing(Activity.PRESENTING).noting("Talk"));
            JsonNode published = connection.next("publish");
            assertThat(published.path("availability").asText()).isEqualTo("Busy");
            assertThat(published.path("activity").asText()).isEqualTo("Presenting");
            assertThat(published.path("expires").asText()).isEqualTo("PT5M");
            connection.says("{'type':'ok','ref':'" + published.path("ref").asText() + "'}");
            done.get(5, TimeUnit.SECONDS);
            feed.idle(Instant.parse("2030-03-04T08:55:00Z"));
            connection.next("idle");

            connection.closes(1012);

            ScriptedFeed.Connection again = server.accepted().welcomes("c.1", true);
            assertThat(again.next("publish").path("availability").asText()).isEqualTo("Busy");
            assertThat(again.next("idle").path("since").asText()).isEqualTo("2030-03-04T08:55:00Z");
        }

        @Test
        void aPublicationDuringACutIsDoneAfterIt() throws Exception {
            connection.closes(1012);
            CompletableFuture<Void> done = feed.publish(DeviceState.of(Availability.AVAILABLE));

            ScriptedFeed.Connection again = server.accepted().welcomes("c.1", true);
            JsonNode published = again.next("publish");
            again.says("{'type':'ok','ref':'" + published.path("ref").asText() + "'}");

            done.get(5, TimeUnit.SECONDS);
        }

        @Test
        void activityIsPassedOnOncePerHalfMinute() {
            feed.publish(DeviceState.of(Availability.AVAILABLE));
            feed.active();
            feed.active();
            feed.typing("alice@example.com", true);

            connection.next("publish");
            connection.next("active");
            connection.next("typing");
        }
    }
}
