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

final class MutedWatchesTest {
    private final RestFixture server = new RestFixture();
    private final FeedClient bob = FeedClient.signedIn(server, server.token(BOB));

    @AfterEach
    void stop() {
        server.close();
    }

    private void desk(AddressOfRecord... members) {
        server.directory
                .save(new Group("desk", "Desk", false, List.of(members)))
                .join();
    }

    private void shows(AddressOfRecord person, Availability availability) {
        server.shows(person, availability);
        server.time.advance(Duration.ofSeconds(2));
    }

    private static List<String> states(JsonNode frame) {
        return frame.path("presence").findValuesAsText("availability");
    }

    /** Says it and takes the answer, which must be the next frame. */
    private void says(String frame) {
        bob.say(frame.replace("}", ",'ref':'said'}"));
        assertThat(bob.next().path("ref").asText()).isEqualTo("said");
    }

    @Nested
    final class GivenAMutedWatchOfAlice {
        GivenAMutedWatchOfAlice() {
            shows(ALICE, Availability.BUSY);
            bob.say("{'type':'watch','id':'w','addresses':['alice@example.com'],'mute':true}");
            assertThat(states(bob.next("snapshot"))).containsExactly("Busy");
            server.time.advance(Duration.ofSeconds(2));
        }

        @Test
        void herChangesAreNotTold() {
            shows(ALICE, Availability.AVAILABLE);

            bob.assertNothingMore();
        }

        @Test
        void unmutingTellsWhatChangedInOneDelta() {
            shows(ALICE, Availability.AVAILABLE);
            shows(ALICE, Availability.AWAY);

            bob.say("{'type':'watch','id':'w','mute':false,'ref':'1'}");

            JsonNode delta = bob.next();
            assertThat(delta.path("type").asText()).isEqualTo("delta");
            assertThat(delta.path("id").asText()).isEqualTo("w");
            assertThat(states(delta)).containsExactly("Away");
            bob.next("ok");
            shows(ALICE, Availability.BUSY);
            assertThat(bob.next().path("type").asText()).isEqualTo("presence");
        }

        @Test
        void unmutingTellsNothingWhereNothingIsNew() {
            says("{'type':'watch','id':'w','mute':false}");
            bob.assertNothingMore();
        }

        @Test
        void stateThatIsAskedForAgainIsRight() {
            shows(ALICE, Availability.AVAILABLE);

            bob.say("{'type':'watch','id':'w','addresses':['alice@example.com'],'mute':true}");

            assertThat(states(bob.next("snapshot"))).containsExactly("Available");
            shows(ALICE, Availability.BUSY);
            bob.assertNothingMore();
        }

        @Test
        void statingItAnewWithoutMuteUnmutesIt() {
            bob.say("{'type':'watch','id':'w','addresses':['alice@example.com']}");
            bob.next("snapshot");

            shows(ALICE, Availability.AVAILABLE);

            assertThat(bob.next("presence").at("/presence/availability").asText())
                    .isEqualTo("Available");
        }

        @Test
        void sheIsStillToldForAnotherWatchAndNotAgainWhenThisOneIsUnmuted() {
            bob.say("{'type':'watch','id':'other','addresses':['alice@example.com']}");
            bob.next("snapshot");
            server.time.advance(Duration.ofSeconds(2));

            shows(ALICE, Availability.AVAILABLE);

            assertThat(bob.next().at("/presence/availability").asText()).isEqualTo("Available");
            says("{'type':'watch','id':'w','mute':false}");
        }

        @Test
        void whoIsAddedIsToldSinceThatWasAsked() {
            bob.say("{'type':'watch','id':'w','add':['carol@example.com']}");

            assertThat(bob.next("delta").at("/presence/0/address").asText()).isEqualTo("carol@example.com");
            shows(CAROL, Availability.BUSY);
            bob.assertNothingMore();
        }

        @Test
        void aRevokeIsToldAllTheSame() {
            server.directory.remove(ALICE).join();

            assertThat(bob.next().path("type").asText()).isEqualTo("withdrawn");
        }

        @Test
        void whoIsBackAfterARevokeIsToldWhenItIsUnmuted() {
            server.directory.remove(ALICE).join();
            bob.next("withdrawn");
            server.directory.save(Person.of(ALICE)).join();
            await().until(() -> server.watching.count() == 1);
            bob.assertNothingMore();

            bob.say("{'type':'watch','id':'w','mute':false}");

            assertThat(bob.next("delta").at("/presence/0/address").asText()).isEqualTo("alice@example.com");
        }

        @Test
        void afterABreakItIsRightAndStillMuted() {
            bob.say("{'type':'watch','id':'w','add':['carol@example.com']}");
            String cursor = bob.next("delta").path("cursor").asText();
            shows(ALICE, Availability.AVAILABLE);
            bob.close();
            await().until(() -> server.watching.count() == 0);

            FeedClient again = FeedClient.open(server);
            again.say("{'type':'hello','token':'" + server.token(BOB) + "','resume':'" + cursor + "'}");
            again.say("{'type':'watch','id':'w','addresses':['alice@example.com','carol@example.com'],'mute':true}");

            assertThat(states(again.next("delta"))).containsExactly("Available");
            shows(CAROL, Availability.BUSY);
            again.assertNothingMore();
        }
    }

    @Nested
    final class GivenAMutedWatchOfTheDesk {
        GivenAMutedWatchOfTheDesk() {
            desk(ALICE);
            bob.say("{'type':'watch','id':'d','group':'desk','mute':true}");
            bob.next("snapshot");
            server.time.advance(Duration.ofSeconds(2));
        }

        @Test
        void whoJoinsAndLeavesIsToldWhenItIsUnmuted() {
            desk(CAROL);
            shows(CAROL, Availability.BUSY);
            bob.assertNothingMore();

            bob.say("{'type':'watch','id':'d','mute':false}");

            JsonNode delta = bob.next("delta");
            assertThat(delta.at("/presence/0/address").asText()).isEqualTo("carol@example.com");
            assertThat(states(delta)).containsExactly("Busy");
            assertThat(delta.path("removed").get(0).asText()).isEqualTo("alice@example.com");
        }

        @Test
        void aMemberWhoCannotBeSeenIsAProblemWhenItIsUnmuted() {
            desk(ALICE, new AddressOfRecord("nobody", "example.com"));
            await().until(() ->
                    server.directory.group("desk").orElseThrow().members().size() == 2);
            bob.assertNothingMore();

            bob.say("{'type':'watch','id':'d','mute':false}");

            assertThat(bob.next("delta").at("/problems/0/requested").asText()).isEqualTo("nobody@example.com");
        }
    }

    @Nested
    final class GivenAMutedQueryForWhoIsFree {
        private static final String FREE = "'query':{'availability':['Available'],'limit':1}";

        GivenAMutedQueryForWhoIsFree() {
            shows(ALICE, Availability.AVAILABLE);
            bob.say("{'type':'watch','id':'q'," + FREE + ",'mute':true}");
            assertThat(bob.next("snapshot").path("order")).hasSize(1);
        }

        @Test
        void whatItMissedIsOneDelta() {
            shows(ALICE, Availability.BUSY);
            shows(CAROL, Availability.AVAILABLE);
            shows(CAROL, Availability.BUSY);
            shows(BOB, Availability.AVAILABLE);
            bob.assertNothingMore();

            bob.say("{'type':'watch','id':'q','mute':false,'ref':'1'}");

            JsonNode delta = bob.next();
            assertThat(delta.at("/presence/0/address").asText()).isEqualTo("bob@example.com");
            assertThat(delta.path("presence")).hasSize(1);
            assertThat(delta.path("removed").toString()).isEqualTo("[\"alice@example.com\"]");
            assertThat(delta.path("order").toString()).isEqualTo("[\"bob@example.com\"]");
            bob.next("ok");
        }

        @Test
        void whatIsAsItWasIsNotTold() {
            shows(ALICE, Availability.BUSY);
            shows(CAROL, Availability.AVAILABLE);
            shows(CAROL, Availability.BUSY);

            bob.say("{'type':'watch','id':'q','mute':false}");

            assertThat(bob.next("delta").path("removed")).hasSize(1);
            says("{'type':'watch','id':'q','mute':true}");
            says("{'type':'watch','id':'q','mute':false}");
        }
    }

    @Test
    void aWatchThatIsNotThereCannotBeMuted() {
        bob.say("{'type':'watch','id':'none','mute':true,'ref':'1'}");

        assertThat(bob.next("error").at("/problem/type").asText()).isEqualTo("urn:pawn:problem:not-found");
    }
}
