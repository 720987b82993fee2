package org.pawn.rest.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pawn.rest.RestFixture.ALICE;
import static org.pawn.rest.RestFixture.BOB;
import static org.pawn.rest.RestFixture.CAROL;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Group;
import org.pawn.directory.Person;
import org.pawn.presence.Availability;
import org.pawn.rest.RestFixture;

final class FollowedWatchesTest {
    private static final AddressOfRecord ELSEWHERE = new AddressOfRecord("carol", "example.org");

    private final RestFixture server = new RestFixture();

    @AfterEach
    void stop() {
        server.close();
    }

    private void desk(boolean team, AddressOfRecord... members) {
        server.directory.save(new Group("desk", "Desk", team, List.of(members))).join();
    }

    private static List<String> addresses(JsonNode frame) {
        return frame.path("presence").findValuesAsText("address");
    }

    @Nested
    final class GivenBobWatchesTheDeskOfAlice {
        private final FeedClient bob;

        GivenBobWatchesTheDeskOfAlice() {
            desk(false, ALICE);
            bob = FeedClient.signedIn(server, server.token(BOB));
            bob.say("{'type':'watch','id':'d','group':'desk','ref':'1'}");
            assertThat(addresses(bob.next("snapshot"))).containsExactly("alice@example.com");
            bob.next("ok");
        }

        @Test
        void whoJoinsTheGroupAppearsAndIsWatched() {
            desk(false, ALICE, CAROL);

            JsonNode delta = bob.next();
            assertThat(delta.path("type").asText()).isEqualTo("delta");
            assertThat(delta.path("id").asText()).isEqualTo("d");
            assertThat(addresses(delta)).containsExactly("carol@example.com");
            server.time.advance(Duration.ofSeconds(2));
            server.shows(CAROL, Availability.BUSY);
            assertThat(bob.next("presence").at("/presence/address").asText()).isEqualTo("carol@example.com");
        }

        @Test
        void whoLeavesTheGroupIsRemovedAndToldNoMore() {
            desk(false);

            JsonNode delta = bob.next("delta");
            assertThat(delta.path("removed").get(0).asText()).isEqualTo("alice@example.com");
            assertThat(delta.path("presence")).isEmpty();
            server.time.advance(Duration.ofSeconds(2));
            server.shows(ALICE, Availability.BUSY);
            bob.assertNothingMore();
            await().untilAsserted(() -> assertThat(server.watching.count()).isZero());
        }

        @Test
        void whoIsInAnotherWatchTooIsStillToldThere() {
            bob.say("{'type':'watch','id':'w','addresses':['alice@example.com']}");
            bob.next("snapshot");

            desk(false);

            bob.next("delta");
            server.time.advance(Duration.ofSeconds(2));
            server.shows(ALICE, Availability.BUSY);
            assertThat(bob.next("presence").at("/presence/address").asText()).isEqualTo("alice@example.com");
        }

        @Test
        void anotherGroupsChangeTellsNothing() {
            server.directory
                    .save(new Group("other", "Other", false, List.of(CAROL)))
                    .join();

            bob.assertNothingMore();
        }

        @Test
        void aGroupThatGoesAndComesBackIsFollowed() {
            server.directory.removeGroup("desk").join();
            assertThat(bob.next("delta").path("removed")).hasSize(1);

            desk(false, CAROL);

            assertThat(addresses(bob.next("delta"))).containsExactly("carol@example.com");
        }

        @Test
        void becomingTeamMatesShowsMoreAtOnceAndEndingItShowsLess() {
            FeedClient alice = FeedClient.signedIn(server, server.token(ALICE));
            alice.say("{'type':'publish','availability':'Busy','ref':'p'}");
            alice.next("ok");
            FeedClient carol = FeedClient.signedIn(server, server.token(CAROL));
            carol.say("{'type':'watch','id':'w','addresses':['alice@example.com']}");
            carol.next("snapshot");

            desk(true, ALICE, CAROL);
            JsonNode asTeamMate = carol.next("presence");
            desk(false, ALICE, CAROL);
            JsonNode asColleague = carol.next("presence");

            assertThat(asTeamMate.at("/presence/devices/0/kind").asText()).isEqualTo("web");
            assertThat(asColleague.at("/presence/devices/0/kind").isMissingNode())
                    .isTrue();
        }

        @Test
        void whoLeftDuringABreakIsToldAsRemovedAfterIt() {
            desk(false, ALICE, CAROL);
            String cursor = bob.next("delta").path("cursor").asText();
            bob.close();
            await().until(() -> server.watching.count() == 0);
            desk(false, CAROL);

            FeedClient again = FeedClient.open(server);
            again.say("{'type':'hello','token':'" + server.token(BOB) + "','resume':'" + cursor + "'}");
            again.say("{'type':'watch','id':'d','group':'desk'}");

            JsonNode delta = again.next("delta");
            assertThat(delta.path("removed").get(0).asText()).isEqualTo("alice@example.com");
            assertThat(delta.path("presence")).isEmpty();
        }

        @Test
        void whoLeftJustBeforeABreakIsToldAgainAsRemoved() {
            desk(false, ALICE, CAROL);
            String cursor = bob.next("delta").path("cursor").asText();
            desk(false, CAROL);
            bob.next("delta"); // sent, but the client says below that it never came
            bob.close();
            await().until(() -> server.watching.count() == 0);

            FeedClient again = FeedClient.open(server);
            again.say("{'type':'hello','token':'" + server.token(BOB) + "','resume':'" + cursor + "'}");
            again.say("{'type':'watch','id':'d','group':'desk'}");

            assertThat(again.next("delta").path("removed").get(0).asText()).isEqualTo("alice@example.com");
        }

        @Test
        void whoJoinsDuringABreakIsToldThereThoughAnotherWatchKnowsThem() {
            bob.say("{'type':'watch','id':'w','addresses':['carol@example.com']}");
            String cursor = bob.next("snapshot").path("cursor").asText();
            bob.close();
            await().until(() -> server.watching.count() == 0);
            desk(false, ALICE, CAROL);

            FeedClient again = FeedClient.open(server);
            again.say("{'type':'hello','token':'" + server.token(BOB) + "','resume':'" + cursor + "'}");
            again.say("{'type':'watch','id':'w','addresses':['carol@example.com']}");
            again.say("{'type':'watch','id':'d','group':'desk'}");

            assertThat(again.next("delta").path("presence")).isEmpty();
            assertThat(addresses(again.next("delta"))).containsExactly("carol@example.com");
        }

        @Test
        void aWatchThatFollowsAListIsNotChangedByHand() {
            bob.say("{'type':'watch','id':'d','add':['carol@example.com'],'ref':'x'}");

            assertThat(bob.next("error").at("/problem/type").asText()).isEqualTo("urn:pawn:problem:conflict");
        }
    }

    @Nested
    final class GivenBobAskedForPeopleWhoAreNotToBeSeen {
        private final FeedClient bob = FeedClient.signedIn(server, server.token(BOB));

        GivenBobAskedForPeopleWhoAreNotToBeSeen() {
            bob.say("{'type':'watch','id':'w','addresses':['new@example.com','carol@example.org']}");
            assertThat(bob.next("snapshot").path("problems")).hasSize(2);
        }

        @Test
        void whoIsAddedToTheDirectoryAppears() {
            server.directory
                    .save(Person.of(AddressOfRecord.parse("new@example.com")))
                    .join();

            assertThat(addresses(bob.next("delta"))).containsExactly("new@example.com");
        }

        @Test
        void whoBecomesVisibleThroughATeamAppears() {
            server.directory.save(Person.of(ELSEWHERE)).join();
            bob.assertNothingMore();

            desk(true, BOB, ELSEWHERE);

            assertThat(addresses(bob.next("delta"))).containsExactly("carol@example.org");
        }
    }

    @Nested
    final class GivenBobWatchesHisContacts {
        private final FeedClient bob = FeedClient.signedIn(server, server.token(BOB));
        private final org.pawn.rest.RestClient rest = new org.pawn.rest.RestClient(server, server.token(BOB));

        private void put(String address) {
            rest.put("/v1/people/bob@example.com/contacts/" + address, "{}");
        }

        @Test
        void whoIsAddedAppearsAndWhoIsTakenOutLeaves() {
            put("alice@example.com");
            bob.say("{'type':'watch','id':'c','contacts':'all'}");
            assertThat(addresses(bob.next("snapshot"))).containsExactly("alice@example.com");

            put("carol@example.com");
            JsonNode added = bob.next("delta");
            rest.delete("/v1/people/bob@example.com/contacts/alice@example.com");
            JsonNode removed = bob.next("delta");

            assertThat(addresses(added)).containsExactly("carol@example.com");
            assertThat(removed.path("removed").get(0).asText()).isEqualTo("alice@example.com");
        }
    }
}
