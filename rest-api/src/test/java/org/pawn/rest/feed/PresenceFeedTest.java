package org.pawn.rest.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pawn.rest.RestFixture.ALICE;
import static org.pawn.rest.RestFixture.BOB;
import static org.pawn.rest.RestFixture.CAROL;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.pawn.access.IssuedToken;
import org.pawn.access.Level;
import org.pawn.access.Scope;
import org.pawn.access.TokenRequest;
import org.pawn.presence.Availability;
import org.pawn.rest.RestFixture;

final class PresenceFeedTest {
    private final RestFixture server = new RestFixture();

    @AfterEach
    void stop() {
        server.close();
    }

    private String watching(org.pawn.address.AddressOfRecord person) {
        return server.token(person, Set.of(Scope.PRESENCE_READ, Scope.PRESENCE_WRITE));
    }

    @Nested
    final class GivenBobWatchesAlice {
        private final FeedClient bob = FeedClient.signedIn(server, watching(BOB));

        GivenBobWatchesAlice() {
            bob.say("{'type':'watch','id':'w1','addresses':['sip:alice@example.com','nobody@example.com'],'ref':'1'}");
        }

        @Test
        void theFirstAnswerTellsAllOfTheWatch() {
            JsonNode snapshot = bob.next("snapshot");

            assertThat(snapshot.path("id").asText()).isEqualTo("w1");
            assertThat(snapshot.path("presence").get(0).path("availability").asText())
                    .isEqualTo("Offline");
            assertThat(snapshot.path("problems").get(0).path("requested").asText())
                    .isEqualTo("nobody@example.com");
            assertThat(snapshot.path("problems")
                            .get(0)
                            .path("problem")
                            .path("type")
                            .asText())
                    .isEqualTo("urn:pawn:problem:not-found");
            assertThat(bob.next("ok").path("ref").asText()).isEqualTo("1");
        }

        @Test
        void aChangeIsTold() {
            bob.next("snapshot");
            server.time.advance(Duration.ofSeconds(2)); // past the pacing of the first state

            server.shows(ALICE, Availability.BUSY);

            assertThat(bob.next("presence")
                            .path("presence")
                            .path("availability")
                            .asText())
                    .isEqualTo("Busy");
        }

        @Test
        void anotherWatchOfTheSamePersonTellsHerOnce() {
            bob.next("snapshot");
            bob.say("{'type':'watch','id':'w2','addresses':['alice@example.com']}");
            bob.next("snapshot");
            server.time.advance(Duration.ofSeconds(2));

            server.shows(ALICE, Availability.BUSY);

            bob.next("presence");
            bob.assertNothingMore();
        }

        @Test
        void someoneAddedIsToldInADeltaAndSomeoneRemovedNoMore() {
            bob.next("ok");
            bob.say("{'type':'watch','id':'w1','add':['carol@example.com'],'remove':['alice@example.com']}");

            assertThat(bob.next("delta").path("presence").get(0).path("address").asText())
                    .isEqualTo("carol@example.com");
            server.shows(ALICE, Availability.BUSY);
            bob.assertNothingMore();
        }

        @Test
        void unwatchingEndsIt() {
            bob.next("ok");
            bob.say("{'type':'unwatch','id':'w1'}");
            bob.assertNothingMore();

            server.shows(ALICE, Availability.BUSY);

            bob.assertNothingMore();
            await().untilAsserted(() -> assertThat(server.watching.count()).isZero());
        }

        @Test
        void afterABreakOnlyWhatChangedIsTold() {
            bob.next("ok");
            bob.say("{'type':'watch','id':'w2','addresses':['carol@example.com']}");
            String cursor = bob.next("snapshot").path("cursor").asText();
            bob.close();
            await().until(() -> server.watching.count() == 0);
            server.shows(ALICE, Availability.BUSY);

            FeedClient again = FeedClient.open(server);
            again.say("{'type':'hello','token':'" + watching(BOB) + "','resume':'" + cursor + "'}");
            assertThat(again.next("welcome").path("resumed").asBoolean()).isTrue();
            again.say("{'type':'watch','id':'w1','addresses':['alice@example.com']}");
            again.say("{'type':'watch','id':'w2','addresses':['carol@example.com']}");

            JsonNode delta = again.next("delta");
            assertThat(delta.path("presence")).hasSize(1);
            assertThat(delta.path("presence").get(0).path("availability").asText())
                    .isEqualTo("Busy");
            assertThat(again.next("delta").path("presence")).isEmpty();
        }

        @Test
        void whatOneBreakSwallowedIsStillToldAfterTheNext() {
            bob.next("ok");
            bob.say("{'type':'watch','id':'w2','addresses':['carol@example.com']}");
            String cursor = bob.next("snapshot").path("cursor").asText();
            server.time.advance(Duration.ofSeconds(2));
            server.shows(CAROL, Availability.BUSY);
            bob.next("presence"); // sent, but the client says below that it never came

            FeedClient second = resumed(cursor);
            second.say("{'type':'watch','id':'w1','addresses':['alice@example.com']}");
            second.next("delta");
            server.time.advance(Duration.ofSeconds(2));
            server.shows(ALICE, Availability.BUSY);
            FeedClient third = resumed(second.next("presence").path("cursor").asText());
            third.say("{'type':'watch','id':'w2','addresses':['carol@example.com']}");

            assertThat(third.next("delta").at("/presence/0/availability").asText())
                    .isEqualTo("Busy");
        }

        private FeedClient resumed(String cursor) {
            FeedClient again = FeedClient.open(server);
            again.say("{'type':'hello','token':'" + watching(BOB) + "','resume':'" + cursor + "'}");
            assertThat(again.next("welcome").path("resumed").asBoolean()).isTrue();
            return again;
        }

        @Test
        void aCursorIsOfNoUseToSomeoneElse() {
            String cursor = bob.next("snapshot").path("cursor").asText();
            bob.close();
            await().until(() -> server.watching.count() == 0);

            FeedClient carol = FeedClient.open(server);
            carol.say("{'type':'hello','token':'" + watching(CAROL) + "','resume':'" + cursor + "'}");

            assertThat(carol.next("welcome").path("resumed").asBoolean()).isFalse();
        }

        @Test
        void aCursorIsForgottenAfterAWhileAndASnapshotComes() {
            String cursor = bob.next("snapshot").path("cursor").asText();
            bob.close();
            await().until(() -> server.watching.count() == 0);
            server.time.advance(Duration.ofMinutes(3));

            FeedClient again = FeedClient.open(server);
            again.say("{'type':'hello','token':'" + watching(BOB) + "','resume':'" + cursor + "'}");

            assertThat(again.next("welcome").path("resumed").asBoolean()).isFalse();
            again.say("{'type':'watch','id':'w1','addresses':['alice@example.com']}");
            assertThat(again.next("snapshot").path("presence")).hasSize(1);
        }

        @Test
        void alicesRemovalIsToldAsWithdrawn() {
            bob.next("ok");

            server.directory.remove(ALICE).join();

            assertThat(bob.next("withdrawn").path("address").asText()).isEqualTo("alice@example.com");
        }
    }

    @Nested
    final class GivenAliceHasADeviceOnTheFeed {
        private final FeedClient alice = FeedClient.signedIn(server, server.token(ALICE));

        private Availability shown() {
            return server.presence.current(ALICE).availability();
        }

        @Test
        void whatItPublishesShowsAndEndsAGraceAfterItIsGone() {
            alice.say("{'type':'publish','availability':'Busy','activity':'Presenting','expires':'PT5M','ref':'p'}");
            assertThat(alice.next("ok").path("expiresAt").asText()).isEqualTo("2030-03-04T12:05:00Z");
            assertThat(shown()).isEqualTo(Availability.BUSY);

            alice.close();
            await().until(() -> server.api.feeds() == 0);
            server.time.advance(Duration.ofSeconds(9));
            assertThat(shown()).isEqualTo(Availability.BUSY);
            server.time.advance(Duration.ofSeconds(2));

            await().untilAsserted(() -> assertThat(shown()).isEqualTo(Availability.OFFLINE));
        }

        @Test
        void offlineTakesItBackAtOnce() {
            alice.say("{'type':'publish','availability':'Available','ref':'1'}");
            alice.next("ok");

            alice.say("{'type':'publish','availability':'Offline','ref':'2'}");

            alice.next("ok");
            assertThat(shown()).isEqualTo(Availability.OFFLINE);
        }

        @Test
        void aDeviceThatReportsActivityBecomesIdle() {
            alice.say("{'type':'publish','availability':'Available','ref':'1'}");
            alice.say("{'type':'active','ref':'2'}");
            alice.next("ok");
            alice.next("ok");

            for (int i = 0; i < 32; i++) { // in steps, so that pings are answered
                server.time.advance(Duration.ofSeconds(10));
                alice.assertNothingMore();
            }

            await().untilAsserted(() ->
                    assertThat(server.presence.current(ALICE).idle()).isTrue());
        }

        @Test
        void activityBeforePublishingIsRefusedAndTheFeedStaysOpen() {
            alice.say("{'type':'active','ref':'x'}");

            assertThat(alice.next("error").path("problem").path("type").asText())
                    .isEqualTo("urn:pawn:problem:invalid-request");
            alice.assertNothingMore();
        }

        @Test
        void aMessageReachesItAndBobLearnsThatItDid() {
            FeedClient bob = FeedClient.signedIn(server, server.token(BOB));
            alice.say("{'type':'publish','availability':'Available','ref':'p'}");
            alice.next("ok");

            bob.say("{'type':'message','to':'alice@example.com','text':'Coffee?','ref':'m'}");

            JsonNode message = alice.next("message");
            assertThat(message.path("text").asText()).isEqualTo("Coffee?");
            assertThat(message.path("from").asText()).isEqualTo("bob@example.com");
            assertThat(bob.next("ok").path("state").asText()).isEqualTo("delivered");
        }

        @Test
        void typingIsPassedOn() {
            FeedClient bob = FeedClient.signedIn(server, server.token(BOB));
            alice.say("{'type':'publish','availability':'Available','ref':'p'}");
            alice.next("ok");

            bob.say("{'type':'typing','to':'alice@example.com','state':'composing'}");

            assertThat(alice.next("typing").path("from").asText()).isEqualTo("bob@example.com");
        }
    }

    @Nested
    final class GivenAPageOfCarolsThatOnlyWatches {
        private final FeedClient bob = FeedClient.signedIn(server, server.token(BOB));
        private final FeedClient page = FeedClient.signedIn(server, server.token(CAROL));

        GivenAPageOfCarolsThatOnlyWatches() {
            page.say("{'type':'watch','id':'w','addresses':['alice@example.com'],'ref':'w'}");
            page.next("ok");
        }

        private String sent() {
            bob.say("{'type':'message','to':'carol@example.com','text':'Hello','ref':'m'}");
            return bob.next("ok").path("state").asText();
        }

        @Test
        void itSwallowsNoMessage() {
            assertThat(sent()).isEqualTo("waiting");
            page.assertNothingMore();
        }

        @Test
        void whatWaitsComesWhenItBecomesADevice() {
            sent();

            page.say("{'type':'publish','availability':'Available'}");

            assertThat(page.next("message").path("text").asText()).isEqualTo("Hello");
        }

        @Test
        void messagesWaitAgainOnceItsPublicationIsTakenBack() {
            page.say("{'type':'publish','availability':'Available','ref':'1'}");
            page.next("ok");
            page.say("{'type':'publish','availability':'Offline','ref':'2'}");
            page.next("ok");

            assertThat(sent()).isEqualTo("waiting");
        }

        @Test
        void messagesWaitAgainOnceItsPublicationHasRunOut() {
            page.say("{'type':'publish','availability':'Available','expires':'PT30S','ref':'1'}");
            page.next("ok");
            for (int i = 0; i < 4; i++) { // in steps, so that pings are answered
                server.time.advance(Duration.ofSeconds(10));
                page.assertNothingMore();
                bob.assertNothingMore();
            }

            assertThat(sent()).isEqualTo("waiting");
        }

        @Test
        void withATokenThatMayNotItIsNoMessageDeviceAtAll() {
            FeedClient alice = FeedClient.signedIn(server, watching(ALICE));
            alice.say("{'type':'publish','availability':'Available','ref':'1'}");
            alice.next("ok");

            bob.say("{'type':'message','to':'alice@example.com','text':'Hello','ref':'m'}");

            assertThat(bob.next("ok").path("state").asText()).isEqualTo("waiting");
        }
    }

    @Test
    void aFeedSaysHelloInTimeOrIsClosed() {
        FeedClient silent = FeedClient.open(server);
        await().until(() -> server.api.feeds() == 1);

        server.time.advance(Duration.ofSeconds(6));

        assertThat(silent.next("closing").path("problem").path("type").asText()).isEqualTo("urn:pawn:problem:time-out");
        assertThat(silent.closeCode()).isEqualTo(4408);
    }

    @Test
    void whatIsNoFrameEndsTheFeed() {
        FeedClient alice = FeedClient.signedIn(server, server.token(ALICE));

        alice.say("{'type':'watch','id':5}");

        assertThat(alice.closeCode()).isEqualTo(4400);
    }

    @Test
    void aFrameOfANewerClientIsAnsweredWithNotSupported() {
        FeedClient alice = FeedClient.signedIn(server, server.token(ALICE));

        alice.say("{'type':'dance','ref':'d','tempo':3}");

        assertThat(alice.next("error").path("problem").path("type").asText())
                .isEqualTo("urn:pawn:problem:not-supported");
    }

    @Test
    void anUnknownTokenEndsTheFeed() {
        FeedClient stranger = FeedClient.open(server);

        stranger.say("{'type':'hello','token':'pawn_none'}");

        assertThat(stranger.closeCode()).isEqualTo(4403);
    }

    @Test
    void theFeedEndsWithItsTokenUnlessRenewed() {
        IssuedToken brief = server.issue(new TokenRequest(
                "alice@example.com",
                Optional.of(ALICE),
                Level.COMPANY,
                Set.of(Scope.PRESENCE_READ),
                Set.of(),
                Duration.ofSeconds(20)));
        FeedClient renewed = FeedClient.signedIn(server, brief.secret());
        FeedClient forgotten = FeedClient.signedIn(server, brief.secret());
        renewed.say("{'type':'token','token':'" + watching(ALICE) + "','ref':'t'}");
        renewed.next("ok");

        server.time.advance(Duration.ofSeconds(21));

        assertThat(forgotten.closeCode()).isEqualTo(4401);
        renewed.assertNothingMore();
    }

    @Test
    void someoneElsesTokenRenewsNothing() {
        FeedClient alice = FeedClient.signedIn(server, server.token(ALICE));

        alice.say("{'type':'token','token':'" + server.token(BOB) + "','ref':'t'}");

        assertThat(alice.next("error").path("problem").path("type").asText()).isEqualTo("urn:pawn:problem:forbidden");
    }

    @Test
    void revokingTheTokenEndsTheFeedAtOnce() {
        IssuedToken token = server.issue(new TokenRequest(
                "wiki", Optional.empty(), Level.COMPANY, Set.of(Scope.PRESENCE_READ), Set.of(), Duration.ofDays(1)));
        FeedClient wiki = FeedClient.signedIn(server, token.secret());

        server.access.revoke(token.token().id()).join();

        assertThat(wiki.closeCode()).isEqualTo(4403);
    }

    @Test
    void stoppingSaysGoodbye() {
        FeedClient alice = FeedClient.signedIn(server, server.token(ALICE));

        server.api.close();

        assertThat(alice.closeCode()).isEqualTo(1001);
    }

    @Test
    void aTicketOpensAFeedOnce() {
        var rest = new org.pawn.rest.RestClient(server, server.token(ALICE));
        String ticket = rest.call("POST", "/v1/feed-tickets", null, "")
                .json()
                .path("ticket")
                .asText();

        FeedClient alice = FeedClient.at(server, "?ticket=" + ticket);
        alice.say("{'type':'hello'}");

        assertThat(alice.next().path("type").asText()).isEqualTo("welcome");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> FeedClient.at(server, "?ticket=" + ticket))
                .hasMessageContaining("Authentication failed"); // what Tyrus makes of a 401
    }

    @Test
    void theHeadersTokenNeedsNoHello() {
        FeedClient alice = FeedClient.open(server, "Authorization", "Bearer " + server.token(ALICE));

        alice.say("{'type':'watch','id':'w','addresses':['bob@example.com']}");

        assertThat(alice.next().path("type").asText()).isEqualTo("welcome");
        assertThat(alice.next().path("type").asText()).isEqualTo("snapshot");
    }
}
