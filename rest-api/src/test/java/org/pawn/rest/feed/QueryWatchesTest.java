package org.pawn.rest.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pawn.rest.RestFixture.ALICE;
import static org.pawn.rest.RestFixture.BOB;
import static org.pawn.rest.RestFixture.CAROL;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pawn.access.Level;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Group;
import org.pawn.presence.Availability;
import org.pawn.rest.RestClient;
import org.pawn.rest.RestFixture;

final class QueryWatchesTest {
    private static final String FREE =
            "'query':{'group':'supervisors','availability':['Available'],'order':'longestAvailable','limit':2}";

    private final RestFixture server = new RestFixture();

    QueryWatchesTest() {
        supervisors(ALICE, CAROL);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void supervisors(AddressOfRecord... members) {
        server.directory
                .save(new Group("supervisors", "Supervisors", false, List.of(members)))
                .join();
    }

    /** The change and what pacing may hold back of it are over. */
    private void shows(AddressOfRecord person, Availability availability) {
        server.shows(person, availability);
        server.time.advance(Duration.ofSeconds(2));
    }

    private static List<String> presences(JsonNode frame) {
        return frame.path("presence").findValuesAsText("address");
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static void assertTells(JsonNode frame, List<String> entered, List<String> left, List<String> order) {
        assertThat(presences(frame)).isEqualTo(entered);
        assertThat(texts(frame.path("removed"))).isEqualTo(left);
        assertThat(texts(frame.path("order"))).isEqualTo(order);
        assertThat(frame.path("problems")).isEmpty();
    }

    @Nested
    final class GivenBobWatchesWhichSupervisorsAreFree {
        private final FeedClient bob;
        private final JsonNode snapshot;

        GivenBobWatchesWhichSupervisorsAreFree() {
            shows(CAROL, Availability.AVAILABLE);
            shows(ALICE, Availability.AVAILABLE);
            bob = FeedClient.signedIn(server, server.token(BOB));
            bob.say("{'type':'watch','id':'q'," + FREE + ",'ref':'1'}");
            snapshot = bob.next("snapshot");
            bob.next("ok");
        }

        @Test
        void theSnapshotTellsThemInOrderWithTheirPresence() {
            assertTells(
                    snapshot,
                    List.of("carol@example.com", "alice@example.com"),
                    List.of(),
                    List.of("carol@example.com", "alice@example.com"));
            assertThat(snapshot.at("/presence/0/availability").asText()).isEqualTo("Available");
        }

        @Test
        void whoIsNoLongerFreeLeavesWithoutAWordWhy() {
            shows(CAROL, Availability.DO_NOT_DISTURB);

            JsonNode delta = bob.next();
            assertThat(delta.path("type").asText()).isEqualTo("delta");
            assertTells(delta, List.of(), List.of("carol@example.com"), List.of("alice@example.com"));
            bob.assertNothingMore();
        }

        @Test
        void whoIsFreeAgainEntersAtTheirPlaceInTheOrder() {
            shows(CAROL, Availability.BUSY);
            bob.next("delta");

            shows(CAROL, Availability.AVAILABLE);

            assertTells(
                    bob.next(),
                    List.of("carol@example.com"),
                    List.of(),
                    List.of("alice@example.com", "carol@example.com"));
        }

        @Test
        void whatElseChangesOfSomebodyFreeIsAnOrdinaryPresence() {
            new RestClient(server, server.token(ALICE))
                    .put("/v1/presence/alice@example.com/note", "{\"text\":\"At the desk\"}");

            server.time.advance(Duration.ofSeconds(2));

            JsonNode frame = bob.next();
            assertThat(frame.path("type").asText()).isEqualTo("presence");
            assertThat(frame.at("/presence/note/text").asText()).isEqualTo("At the desk");
        }

        @Test
        void whoEntersPastTheLimitIsNotTold() {
            supervisors(ALICE, BOB, CAROL);
            shows(BOB, Availability.AVAILABLE); // free for a shorter time than the others

            bob.assertNothingMore();
        }

        @Test
        void whoMovesUpWithinTheLimitEntersAsTheOtherLeaves() {
            supervisors(ALICE, BOB, CAROL);
            shows(BOB, Availability.AVAILABLE);

            shows(CAROL, Availability.AWAY);

            assertTells(
                    bob.next(),
                    List.of("bob@example.com"),
                    List.of("carol@example.com"),
                    List.of("alice@example.com", "bob@example.com"));
        }

        @Test
        void aRevokeTakesThemOutLikeAnythingElse() {
            RestClient alice = new RestClient(server, server.token(ALICE));
            alice.put("/v1/people/alice@example.com/privacy/people/bob@example.com", "{\"handling\":\"block\"}");

            JsonNode delta = bob.next();
            assertThat(delta.path("type").asText()).isEqualTo("delta");
            assertTells(delta, List.of(), List.of("alice@example.com"), List.of("carol@example.com"));
            bob.assertNothingMore();
        }

        @Test
        void whoIsTakenFromTheGroupLeavesAndIsWatchedNoMore() {
            supervisors(CAROL);

            assertTells(bob.next(), List.of(), List.of("alice@example.com"), List.of("carol@example.com"));
            shows(ALICE, Availability.BUSY);
            bob.assertNothingMore();
            await().untilAsserted(() -> assertThat(server.watching.count()).isEqualTo(1));
        }

        @Test
        void someoneWhomAnotherWatchNamesIsStillToldThere() {
            bob.say("{'type':'watch','id':'w','addresses':['carol@example.com']}");
            bob.next("snapshot");

            shows(CAROL, Availability.BUSY);

            List<JsonNode> frames = List.of(bob.next(), bob.next());
            assertThat(frames)
                    .anySatisfy(
                            delta -> assertThat(texts(delta.path("removed"))).containsExactly("carol@example.com"));
            assertThat(frames)
                    .anySatisfy(presence -> assertThat(
                                    presence.at("/presence/availability").asText())
                            .isEqualTo("Busy"));
            bob.assertNothingMore();
        }

        @Test
        void someoneWhomAnotherWatchNamesEntersAsTheyAreNow() {
            shows(CAROL, Availability.BUSY);
            bob.next("delta");
            bob.say("{'type':'watch','id':'w','addresses':['carol@example.com']}");
            bob.next("snapshot");
            server.time.advance(Duration.ofSeconds(2));
            server.shows(CAROL, Availability.AWAY);
            bob.next("presence");

            server.shows(CAROL, Availability.AVAILABLE); // for that other watch, pacing holds it back

            JsonNode entered = bob.next("delta");
            assertThat(entered.at("/presence/0/availability").asText()).isEqualTo("Available");
        }

        @Test
        void whoLeavesAndComesBackWithinASecondIsToldAsUnchanged() {
            server.shows(CAROL, Availability.BUSY);
            bob.next("delta");
            server.shows(CAROL, Availability.AVAILABLE);
            server.shows(CAROL, Availability.BUSY);
            server.shows(CAROL, Availability.AVAILABLE);
            server.time.advance(Duration.ofSeconds(2));

            JsonNode back = bob.next("delta");
            assertThat(presences(back)).containsExactly("carol@example.com");
            assertThat(back.at("/presence/0/availability").asText()).isEqualTo("Available");
            bob.assertNothingMore();
        }

        @Test
        void itIsNotChangedByHandAndAnotherSelectionReplacesIt() {
            bob.say("{'type':'watch','id':'q','add':['bob@example.com'],'ref':'2'}");
            assertThat(bob.next("error").at("/problem/type").asText()).isEqualTo("urn:pawn:problem:conflict");

            bob.say("{'type':'watch','id':'q','addresses':['alice@example.com'],'ref':'3'}");
            assertThat(bob.next("snapshot").has("order")).isFalse();
            bob.next("ok");
            shows(ALICE, Availability.BUSY);
            assertThat(bob.next().path("type").asText()).isEqualTo("presence");
            shows(CAROL, Availability.BUSY);
            bob.assertNothingMore();
            assertThat(server.queries.size()).isZero();
        }

        @Test
        void aSelectionThatIsRefusedLeavesItAsItIs() {
            bob.say("{'type':'watch','id':'q','group':'nobody','ref':'2'}");
            assertThat(bob.next("error").at("/problem/type").asText()).isEqualTo("urn:pawn:problem:not-found");

            shows(CAROL, Availability.BUSY);

            assertThat(texts(bob.next().path("removed"))).containsExactly("carol@example.com");
        }

        @Test
        void theEndOfTheWatchOrOfTheFeedEndsTheQuery() {
            bob.say("{'type':'unwatch','id':'q','ref':'2'}");
            bob.next("ok");
            assertThat(server.queries.size()).isZero();
            bob.say("{'type':'watch','id':'q'," + FREE + "}");
            bob.next("snapshot");

            bob.close();

            await().untilAsserted(() -> assertThat(server.queries.size()).isZero());
            await().untilAsserted(() -> assertThat(server.watching.count()).isZero());
        }

        @Test
        void afterABreakOneDeltaTellsWhatItMissed() {
            String cursor = snapshot.path("cursor").asText();
            bob.close();
            await().until(() -> server.watching.count() == 0);
            shows(CAROL, Availability.BUSY);
            supervisors(ALICE, BOB, CAROL);
            shows(BOB, Availability.AVAILABLE);

            FeedClient again = FeedClient.open(server);
            again.say("{'type':'hello','token':'" + server.token(BOB) + "','resume':'" + cursor + "'}");
            again.say("{'type':'watch','id':'q'," + FREE + "}");

            assertTells(
                    again.next("delta"),
                    List.of("bob@example.com"),
                    List.of("carol@example.com"),
                    List.of("alice@example.com", "bob@example.com"));
        }
    }

    @Nested
    final class GivenQueriesThatCannotBeWatched {
        private final FeedClient bob = FeedClient.signedIn(server, server.token(BOB));

        private String refused(String query) {
            bob.say("{'type':'watch','id':'r','query':" + query + ",'ref':'r'}");
            return bob.nextOf("error", "ok").at("/problem/type").asText().replace("urn:pawn:problem:", "");
        }

        @Test
        void aConditionThatIsNotKnownIsRefusedRatherThanPassedOver() {
            assertThat(refused("{'shoeSize':[42]}")).isEqualTo("invalid-request");
            assertThat(refused("{'availability':['Cheerful']}")).isEqualTo("invalid-request");
            assertThat(refused("{'limit':1001}")).isEqualTo("invalid-request");
            assertThat(refused("{'availability':'Busy'}")).isEqualTo("invalid-request");
            assertThat(refused("{'skill':['" + "x".repeat(65) + "']}")).isEqualTo("invalid-request");
            assertThat(refused("{'group':'none'}")).isEqualTo("not-found");
        }

        @Test
        void oneConnectionWatchesSixteen() {
            for (int i = 0; i < 16; i++) {
                bob.say("{'type':'watch','id':'q" + i + "','query':{},'ref':'q'}");
                bob.next("ok");
            }

            assertThat(refused("{}")).isEqualTo("too-many-requests");
            bob.say("{'type':'watch','id':'q3','query':{'limit':2},'ref':'again'}");
            assertThat(bob.nextOf("ok", "error").path("type").asText()).isEqualTo("ok");
            assertThat(server.queries.size()).isEqualTo(16);
        }

        @Test
        void aStrangerOrAGuestIsTold() {
            FeedClient guest =
                    FeedClient.signedIn(server, server.applicationToken(Level.EXTERNAL, Scope.PRESENCE_READ));
            guest.say("{'type':'watch','id':'q','query':{},'ref':'q'}");

            assertThat(guest.next("error").at("/problem/type").asText()).isEqualTo("urn:pawn:problem:forbidden");
        }
    }
}
