package org.pawn.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.pawn.sdk.ScriptedFeed.change;
import static org.pawn.sdk.ScriptedFeed.presence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Watched queries: who enters, who leaves and in which order, through cuts too. */
@Timeout(60)
final class QueryWatchTest {
    private static final String ALICE = presence("alice", "Available", "1");
    private static final String BOB = presence("bob", "Available", "1");
    private static final PresenceQuery FREE = PresenceQuery.ofGroup("supervisors")
            .withRole("Supervisor", "Duty manager")
            .withSkill("French")
            .showing(Availability.AVAILABLE)
            .scheduled(Schedule.State.FREE)
            .first(2, PresenceQuery.Order.LONGEST);

    private final ScriptedFeed server = new ScriptedFeed();
    private final PresenceClient client =
            PresenceClient.at(server.address()).token("t-1").build();
    private final PresenceFeed feed = client.openFeed();
    private final RecordingListener told = new RecordingListener();
    private final Watch watch = feed.watch(FREE, told.ofQuery());
    private final ScriptedFeed.Connection connection = server.accepted().welcomes("c.0", false);

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private static String frame(String type, String id, String presence, String more) {
        return "{'type':'" + type + "','id':'" + id + "','presence':[" + presence + "],'problems':[]," + more
                + "'cursor':'c.9'}";
    }

    private static String order(String... names) {
        return List.of(names).stream()
                .map(name -> "'" + name + "@example.com'")
                .collect(Collectors.joining(",", "'order':[", "],"));
    }

    @Test
    void theWholeQueryIsAsked() {
        JsonNode asked = connection.next("watch");

        assertThat(asked.path("query").toString())
                .isEqualTo("{\"group\":\"supervisors\",\"role\":[\"Supervisor\",\"Duty manager\"],"
                        + "\"skill\":[\"French\"],\"availability\":[\"Available\"],\"schedule\":[\"free\"],"
                        + "\"order\":\"longestAvailable\",\"limit\":2}");
        assertThat(asked.has("mute")).isFalse();
    }

    @Test
    void aLimitThatNoServerTakesIsNoQuery() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PresenceQuery.everybody().first(1_001, PresenceQuery.Order.ADDRESS));
    }

    @Test
    void nobodyIsAddedByHand() {
        assertThatIllegalStateException().isThrownBy(() -> watch.add(List.of("carol@example.com")));
    }

    @Nested
    final class GivenBobAndAliceMeetIt {
        private final String id = connection.next("watch").path("id").asText();

        GivenBobAndAliceMeetIt() {
            connection.says(frame("snapshot", id, BOB + "," + ALICE, order("bob", "alice")));
            told.assertTold(
                    "entered bob@example.com",
                    "bob@example.com Available",
                    "entered alice@example.com",
                    "alice@example.com Available",
                    "order bob alice",
                    "fresh");
        }

        @Test
        void whoEntersAndWhoLeavesIsToldWithTheNewOrder() {
            connection.says(frame(
                    "delta",
                    id,
                    presence("carol", "Available", "1"),
                    "'removed':['bob@example.com']," + order("alice", "carol")));

            told.assertTold(
                    "left bob@example.com",
                    "entered carol@example.com",
                    "carol@example.com Available",
                    "order alice carol");
            assertThat(watch.presences())
                    .extracting(Presence::address)
                    .containsExactly("alice@example.com", "carol@example.com");
        }

        @Test
        void anotherOrderAloneIsTold() {
            connection.says(frame("delta", id, "", order("alice", "bob")));

            told.assertTold("order alice bob");
            assertThat(watch.presences()).extracting(Presence::address).startsWith("alice@example.com");
        }

        @Test
        void aChangeOfSomebodyInItIsToldAndOneOfSomebodyElseIsNot() {
            feed.watch(List.of("carol@example.com"), presence -> {});
            connection.answersWatch("snapshot", presence("carol", "Busy", "1"));

            connection.says(change(presence("carol", "Away", "2"), "c.3"));
            connection.says(change(presence("bob", "Available", "2"), "c.4"));

            told.assertTold("bob@example.com Available");
            told.assertNothingMore();
        }

        @Test
        void whatAnotherWatchIsToldOfSomebodyInItHoldsHereToo() {
            feed.watch(List.of("bob@example.com"), presence -> {});

            connection.answersWatch("snapshot", presence("bob", "Busy", "2"));

            told.assertTold("bob@example.com Busy");
        }

        @Test
        void aWithdrawalLeavesItToTheServerToSayWhoLeft() {
            connection.says("{'type':'withdrawn','address':'bob@example.com','problem':"
                    + "{'type':'urn:pawn:problem:not-visible','title':'No','status':403},'cursor':'c.2'}");
            connection.says(frame("delta", id, "", "'removed':['bob@example.com']," + order("alice")));

            told.assertTold("left bob@example.com", "order alice");
        }

        @Test
        void aCutMarksThemStaleAndTheDeltaAfterItTellsTheDifference() {
            connection.closes(1012);
            told.assertTold("bob@example.com Available stale", "alice@example.com Available stale", "stale");

            ScriptedFeed.Connection again = server.accepted().welcomes("c.9", true);
            again.next("watch");
            again.says(frame(
                    "delta",
                    id,
                    presence("carol", "Available", "1"),
                    "'removed':['bob@example.com']," + order("alice", "carol")));

            told.assertTold(
                    "left bob@example.com",
                    "entered carol@example.com",
                    "carol@example.com Available",
                    "alice@example.com Available",
                    "order alice carol",
                    "fresh");
        }

        @Test
        void aSnapshotAfterACutTellsWhoIsGone() {
            connection.closes(1012);
            told.assertTold("bob@example.com Available stale", "alice@example.com Available stale", "stale");

            ScriptedFeed.Connection again = server.accepted().welcomes("d.0", false);
            again.next("watch");
            again.says(frame("snapshot", id, ALICE, order("alice")));

            told.assertTold("alice@example.com Available", "left bob@example.com", "order alice", "fresh");
        }

        @Test
        void aSlowListenerGetsTheNewestOrder() throws Exception {
            CountDownLatch entered = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            feed.watch(List.of("alice@example.com"), presence -> {
                entered.countDown();
                awaitQuietly(go);
            });
            connection.answersWatch("snapshot", ALICE);
            assertThat(entered.await(5, TimeUnit.SECONDS)).isTrue();

            connection.says(frame("delta", id, "", order("alice", "bob")));
            connection.says(frame("delta", id, "", "'removed':['bob@example.com']," + order("alice")));
            feed.typing("bob@example.com", true);
            connection.next("typing"); // and by then what came before it was read
            org.awaitility.Awaitility.await().until(() -> watch.presences().size() == 1);
            go.countDown();

            told.assertTold("order alice", "left bob@example.com");
        }
    }

    @Nested
    final class GivenAnAnswerOfNobodyInParts {
        @Test
        void itIsToldOnceItIsWhole() throws Exception {
            String id = connection.next("watch").path("id").asText();
            connection.says(frame("snapshot", id, BOB, "'more':true,"));
            connection.says(frame("snapshot", id, ALICE, order("bob", "alice")));
            told.assertTold(
                    "entered bob@example.com",
                    "bob@example.com Available",
                    "entered alice@example.com",
                    "alice@example.com Available",
                    "order bob alice",
                    "fresh");
            watch.ready().get(5, TimeUnit.SECONDS);
        }

        @Test
        void nobodyIsAnAnswerToo() {
            String id = connection.next("watch").path("id").asText();

            connection.says(frame("snapshot", id, "", "'order':[],"));

            told.assertTold("order", "fresh");
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
