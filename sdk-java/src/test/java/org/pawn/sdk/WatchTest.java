package org.pawn.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.pawn.sdk.ScriptedFeed.change;
import static org.pawn.sdk.ScriptedFeed.presence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Watches of people and lists: what is told, through cuts too. */
@Timeout(60)
final class WatchTest {
    private static final String ALICE_BUSY = presence("alice", "Busy", "1");
    private static final String BOB_AWAY = presence("bob", "Away", "1");

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
    final class GivenAFeedThatWatchesAGroup {
        private final PresenceFeed feed = client.openFeed();
        private final Watch watch = feed.watchGroup("desk", told);
        private final ScriptedFeed.Connection connection = server.accepted().welcomes("c.0", false);

        @Test
        void whoJoinsIsToldAndWhoLeavesIsAProblemOfThatWatchAlone() {
            String id = connection
                    .answersWatch("snapshot", ALICE_BUSY, BOB_AWAY)
                    .path("id")
                    .asText();
            RecordingListener others = new RecordingListener();
            Watch other = feed.watch(List.of("bob@example.com"), others);
            connection.answersWatch("snapshot", BOB_AWAY);
            others.assertTold("bob@example.com Away", "fresh");

            connection.says("{'type':'delta','id':'" + id + "','presence':[" + presence("carol", "Busy", "1")
                    + "],'problems':[],'removed':['bob@example.com','carol@example.net'],'cursor':'c.3'}");
            connection.says(change(presence("bob", "Busy", "2"), "c.4"));

            told.assertTold(
                    "alice@example.com Busy",
                    "bob@example.com Away",
                    "fresh",
                    "bob@example.com problem gone",
                    "carol@example.com Busy");
            others.assertTold("bob@example.com Busy");
            told.assertNothingMore();
            assertThat(watch.presences()).hasSize(2);
            assertThat(other.presences()).hasSize(1);
        }
    }

    @Nested
    final class GivenAFeedThatWatchesAliceAndBob {
        private final PresenceFeed feed = client.openFeed();
        private final Watch watch = feed.watch(List.of("alice@example.com", "bob@example.com"), told);
        private final ScriptedFeed.Connection connection = server.accepted().welcomes("c.0", false);

        @Test
        void itSpeaksPawnAndCarriesTheTokenInTheHeader() {
            assertThat(connection.token()).isEqualTo("Bearer t-1");
            assertThat(server.lastProtocol()).isEqualTo("pawn.v1");
        }

        @Test
        void theSnapshotAndEachChangeAreTold() throws Exception {
            JsonNode asked = connection.answersWatch("snapshot", ALICE_BUSY, BOB_AWAY);
            watch.ready().get(5, TimeUnit.SECONDS);
            connection.says(change(presence("alice", "Available", "2"), "c.2"));

            told.assertTold("alice@example.com Busy", "bob@example.com Away", "fresh", "alice@example.com Available");
            assertThat(asked.path("addresses").toString()).isEqualTo("[\"alice@example.com\",\"bob@example.com\"]");
            assertThat(watch.presence("alice@example.com").orElseThrow().availability())
                    .isEqualTo(Availability.AVAILABLE);
            assertThat(watch.presences()).hasSize(2);
        }

        @Test
        void whoCannotBeWatchedIsAProblemAndTheOthersAreTold() {
            JsonNode asked = connection.next("watch");
            connection.says("{'type':'snapshot','id':'" + asked.path("id").asText() + "','presence':[" + ALICE_BUSY
                    + "],'problems':[{'requested':'bob@example.com','problem':{'type':'urn:pawn:problem:not-visible',"
                    + "'title':'No','status':403}}],'cursor':'c.1'}");

            told.assertTold("alice@example.com Busy", "bob@example.com problem not-visible", "fresh");
        }

        @Test
        void aSnapshotInPartsIsFreshAtItsEnd() {
            String id = connection.next("watch").path("id").asText();
            connection.says("{'type':'snapshot','id':'" + id + "','presence':[" + ALICE_BUSY
                    + "],'problems':[],'more':true,'cursor':'c.1'}");
            connection.says(
                    "{'type':'snapshot','id':'" + id + "','presence':[" + BOB_AWAY + "],'problems':[],'cursor':'c.2'}");

            told.assertTold("alice@example.com Busy", "bob@example.com Away", "fresh");
        }

        @Test
        void whoIsWithdrawnIsGone() {
            connection.answersWatch("snapshot", ALICE_BUSY, BOB_AWAY);
            connection.says("{'type':'withdrawn','address':'alice@example.com','problem':"
                    + "{'type':'urn:pawn:problem:not-visible','title':'No','status':403},'cursor':'c.2'}");

            told.assertTold(
                    "alice@example.com Busy", "bob@example.com Away", "fresh", "alice@example.com problem not-visible");
            assertThat(watch.presence("alice@example.com")).isEmpty();
        }

        @Test
        void aCutMarksThemStaleAndAResumeTellsWhatChanged() {
            connection.answersWatch("snapshot", ALICE_BUSY, BOB_AWAY);
            told.assertTold("alice@example.com Busy", "bob@example.com Away", "fresh");
            connection.says(change(presence("alice", "Available", "2"), "c.7"));
            told.assertTold("alice@example.com Available");

            connection.closes(1012);

            assertThat(List.of(told.next(), told.next()))
                    .containsExactlyInAnyOrder("alice@example.com Available stale", "bob@example.com Away stale");
            told.assertTold("stale");
            assertThat(watch.presences()).allMatch(Presence::stale);
            ScriptedFeed.Connection again = server.accepted();
            assertThat(again.next("hello").path("resume").asText()).isEqualTo("c.7");
            again.says("{'type':'welcome','cursor':'c.7','resumed':true}");
            again.answersWatch("delta", presence("bob", "Busy", "2"));
            told.assertTold("bob@example.com Busy", "alice@example.com Available", "fresh");
            assertThat(watch.presences()).noneMatch(Presence::stale);
        }

        @Test
        void aSnapshotAfterACutTellsWhoIsGone() {
            connection.answersWatch("snapshot", ALICE_BUSY, BOB_AWAY);
            told.assertTold("alice@example.com Busy", "bob@example.com Away", "fresh");

            connection.closes(1001);

            told.next();
            told.next();
            told.assertTold("stale");
            ScriptedFeed.Connection again = server.accepted().welcomes("d.0", false);
            again.answersWatch("snapshot", BOB_AWAY);
            told.assertTold("bob@example.com Away", "alice@example.com problem gone", "fresh");
        }

        @Test
        void addingAndRemovingAreToldToTheServerAndSurviveACut() {
            connection.answersWatch("snapshot", ALICE_BUSY, BOB_AWAY);
            watch.add(List.of("carol@example.com", "alice@example.com"));
            assertThat(connection
                            .answersWatch("delta", presence("carol", "Away", "1"))
                            .path("add")
                            .toString())
                    .isEqualTo("[\"carol@example.com\"]");
            watch.remove(List.of("bob@example.com"));
            assertThat(connection.next("watch").path("remove").toString()).isEqualTo("[\"bob@example.com\"]");

            connection.closes(1012);

            assertThat(server.accepted()
                            .welcomes("c.9", true)
                            .next("watch")
                            .path("addresses")
                            .toString())
                    .isEqualTo("[\"alice@example.com\",\"carol@example.com\"]");
        }

        @Test
        void aClosedWatchIsSilentAndTheServerKnows() {
            connection.answersWatch("snapshot", ALICE_BUSY, BOB_AWAY);
            told.assertTold("alice@example.com Busy", "bob@example.com Away", "fresh");

            watch.close();

            assertThat(connection.next("unwatch").path("id").asText()).startsWith("w");
            connection.says(change(presence("alice", "Away", "3"), "c.3"));
            feed.publish(DeviceState.of(Availability.AVAILABLE));
            connection.next("publish");
            told.assertNothingMore();
        }

        @Test
        void aRefusedWatchEndsAloneAndTheFeedLivesOn() {
            JsonNode asked = connection.next("watch");
            connection.says("{'type':'error','ref':'" + asked.path("ref").asText()
                    + "','problem':{'type':'urn:pawn:problem:missing-scope','title':'No','status':403}}");

            told.assertTold("ended missing-scope");
            assertThatThrownBy(() -> watch.ready().get(5, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(PresenceClientException.class);
            RecordingListener other = new RecordingListener();
            feed.watch(List.of("bob@example.com"), other);
            connection.answersWatch("snapshot", BOB_AWAY);
            other.assertTold("bob@example.com Away", "fresh");
        }

        @Test
        void framesOfANewerServerAndBrokenOnesAreSurvived() {
            connection.answersWatch("snapshot", ALICE_BUSY, BOB_AWAY);
            connection
                    .says("{'type':'fireworks','cursor':'c.3'}")
                    .says("not json")
                    .says("{'type':'presence'}");
            connection.says(change(presence("bob", "Busy", "2"), "c.4"));

            told.assertTold("alice@example.com Busy", "bob@example.com Away", "fresh", "bob@example.com Busy");
        }

        @Test
        void aListenerThatThrowsDoesNotSilenceTheOthers() {
            connection.answersWatch("snapshot", ALICE_BUSY, BOB_AWAY);
            feed.watch(List.of("bob@example.com"), presence -> {
                throw new IllegalStateException("on purpose");
            });
            connection.answersWatch("snapshot", BOB_AWAY);
            connection.says(change(presence("bob", "Busy", "2"), "c.4"));

            told.assertTold("alice@example.com Busy", "bob@example.com Away", "fresh", "bob@example.com Busy");
        }

        @Test
        void aSlowListenerGetsTheNewestOfEachPerson() throws Exception {
            connection.answersWatch("snapshot", ALICE_BUSY, BOB_AWAY);
            CountDownLatch entered = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            List<Availability> heard = new CopyOnWriteArrayList<>();
            Watch slow = feed.watch(List.of("bob@example.com"), presence -> {
                heard.add(presence.availability());
                entered.countDown();
                awaitQuietly(go);
            });
            connection.answersWatch("snapshot", BOB_AWAY);
            entered.await(5, TimeUnit.SECONDS);
            connection.says(change(presence("bob", "Busy", "2"), "c.4"));
            connection.says(change(presence("bob", "Offline", "3"), "c.5"));
            await().until(() -> slow.presence("bob@example.com").orElseThrow().availability() == Availability.OFFLINE);

            go.countDown();

            await().until(() -> heard.size() == 2);
            assertThat(heard).containsExactly(Availability.AWAY, Availability.OFFLINE);
        }
    }

    @Nested
    final class GivenMoreAddressesThanAFrameHolds {
        @Test
        void theyAreAskedForInSeveralFramesOfOneWatch() {
            List<String> many = IntStream.range(0, 3_000)
                    .mapToObj(each -> "person" + each + "@example.com")
                    .toList();
            client.openFeed().watch(many, told);

            ScriptedFeed.Connection connection = server.accepted().welcomes("c.0", false);

            int asked = 0;
            JsonNode first = connection.next("watch");
            asked += first.path("addresses").size();
            while (asked < many.size()) {
                JsonNode next = connection.next("watch");
                assertThat(next.path("id")).isEqualTo(first.path("id"));
                assertThat(next.toString()).hasSizeLessThan(64 * 1024);
                asked += next.path("add").size();
            }
            assertThat(asked).isEqualTo(3_000);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
