package org.pawn.rest.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.pawn.rest.RestFixture.ALICE;
import static org.pawn.rest.RestFixture.BOB;
import static org.pawn.rest.RestFixture.CAROL;
import static org.pawn.rest.RestFixture.STRANGER;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pawn.access.Level;
import org.pawn.access.Scope;
import org.pawn.presence.Availability;
import org.pawn.rest.Answer;
import org.pawn.rest.RestClient;
import org.pawn.rest.RestFixture;

/** Who looked at Alice, as she gets to know it; and that nobody else learns anything by it. */
final class LookRoutesTest {
    private static final String LOOKS = "/v1/people/alice@example.com/looks";
    private static final String PRESENCE = "/v1/presence/alice@example.com";
    private static final String HOUR = "from=2030-03-04T09:00:00Z&to=2030-03-04T10:00:00Z";

    private final RestFixture server = new RestFixture();
    private final RestClient alice = new RestClient(server, server.token(ALICE));
    private final RestClient bob = new RestClient(server, server.token(BOB));

    @BeforeEach
    void aliceIsAtHerDesk() {
        server.shows(ALICE, Availability.AVAILABLE);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private List<JsonNode> looks() {
        List<JsonNode> looks = new ArrayList<>();
        Answer answer = alice.get(LOOKS);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        answer.json().path("items").forEach(looks::add);
        return looks;
    }

    private void aliceSays(String viewer, String handling) {
        Answer answer = alice.put(
                "/v1/people/alice@example.com/privacy/people/" + viewer, "{\"handling\":\"" + handling + "\"}");
        assertThat(answer.status()).isEqualTo(200);
    }

    static Stream<Arguments> everyRead() {
        String together = "{\"addresses\":[\"alice@example.com\"]";
        return Stream.of(
                Arguments.of("presence", "GET " + PRESENCE, ""),
                Arguments.of("presence", "HEAD " + PRESENCE, ""),
                Arguments.of("presence", "GET /v1/presence?address=alice@example.com&address=carol@example.com", ""),
                Arguments.of("presence", "POST /v1/presence:batch", together + "}"),
                Arguments.of(
                        "query", "POST /v1/presence:query", "{\"group\":\"team\",\"availability\":[\"Available\"]}"),
                Arguments.of("card", "GET /v1/people/alice@example.com", ""),
                Arguments.of("icon", "GET " + PRESENCE + "/icon.svg", ""),
                Arguments.of("mention", "POST /v1/recognize", "{\"text\":\"Ask alice@example.com\"}"),
                Arguments.of("freebusy", "GET /v1/people/alice@example.com/freebusy?" + HOUR, ""),
                Arguments.of(
                        "freebusy",
                        "POST /v1/freebusy:batch",
                        together + ",\"from\":\"2030-03-04T09:00:00Z\",\"to\":\"2030-03-04T10:00:00Z\"}"),
                Arguments.of(
                        "freebusy",
                        "POST /v1/availability",
                        together + ",\"start\":\"2030-03-04T09:00:00Z\",\"duration\":\"PT30M\"}"));
    }

    private static Answer call(RestClient client, String line, String body) {
        String[] parts = line.split(" ");
        Answer answer = client.call(parts[0], parts[1], body.isEmpty() ? null : body, "application/json");
        assertThat(answer.status()).as(line + answer.body()).isEqualTo(200);
        return answer;
    }

    @ParameterizedTest
    @MethodSource("everyRead")
    void everyReadBySomebodyElseIsNotedAndOnesOwnIsNot(String kind, String line, String body) {
        call(alice, line, body);
        call(bob, line, body);

        assertThat(looks())
                .extracting(
                        look -> look.at("/viewer/name").asText(),
                        look -> look.path("kind").asText(),
                        look -> look.path("surface").asText(),
                        look -> look.path("outcome").asText(),
                        look -> look.path("count").asInt())
                .containsExactly(tuple("bob@example.com", kind, "rest", "shown", 1));
    }

    @Test
    void otherFormatsAndAnswersThatAreNotModifiedAreLooksToo() {
        String tag = bob.get(PRESENCE).header("ETag");
        bob.get(PRESENCE, "Accept", "application/pidf+xml");
        bob.get(PRESENCE, "Accept", "text/plain");
        assertThat(bob.get(PRESENCE, "If-None-Match", tag).status()).isEqualTo(304);

        assertThat(looks())
                .singleElement()
                .satisfies(look -> assertThat(look.path("count").asInt()).isEqualTo(4));
    }

    @Test
    void whoIsShownNoPresenceHasNotLooked() {
        RestClient reader = new RestClient(server, server.applicationToken(Level.TEAM, Scope.PEOPLE_READ));
        call(reader, "GET /v1/people/alice@example.com", "");
        call(reader, "GET /v1/people?q=alice", "");
        call(reader, "POST /v1/recognize", "{\"text\":\"Ask alice@example.com\"}");
        assertThat(reader.get(PRESENCE).problem()).isEqualTo("forbidden");

        assertThat(looks()).isEmpty();
    }

    @Test
    void anApplicationAnAdministratorAndAGuestAreNamed() {
        call(new RestClient(server, server.applicationToken(Level.TEAM, Scope.PRESENCE_READ)), "GET " + PRESENCE, "");
        RestClient admin = new RestClient(server, server.adminToken());
        Answer minted = admin.post(
                "/v1/tokens",
                "{\"viewer\":{\"guest\":\"<b>fair\\ud800\",\"level\":\"External\"},\"scopes\":[\"presence.read\"]}");
        call(new RestClient(server, minted.json().path("token").asText()), "GET " + PRESENCE, "");
        call(admin, "GET " + PRESENCE, "");

        assertThat(looks())
                .extracting(
                        look -> look.at("/viewer/kind").asText(),
                        look -> look.at("/viewer/name").asText())
                .containsExactlyInAnyOrder(
                        tuple("application", "wiki"), tuple("guest", "<b>fair\ufffd"), tuple("administrator", "wiki"));
    }

    @Test
    void aLinkIsNotedUnderWhoMadeIt() {
        for (RestClient maker : List.of(alice, bob)) {
            Answer link = maker.post("/v1/icon-links", "{\"address\":\"alice@example.com\"}");
            call(new RestClient(server, ""), "GET " + link.json().path("url").asText(), "");
        }

        assertThat(looks())
                .extracting(
                        look -> look.at("/viewer/name").asText(),
                        look -> look.path("surface").asText())
                .containsExactlyInAnyOrder(tuple("alice@example.com", "link"), tuple("bob@example.com", "link"));
    }

    @Test
    void whoSpeaksForAliceAndIsShownHowSheIsLookedToo() {
        RestClient editor = new RestClient(server, server.applicationToken(Level.TEAM, Scope.PRESENCE_WRITE));
        editor.put(PRESENCE + "/sessions/doc", "{\"availability\":\"Busy\"}");

        assertThat(looks())
                .singleElement()
                .satisfies(look -> assertThat(look.path("count").asInt()).isEqualTo(1));
    }

    @Test
    void theListIsReadInPagesTheNewestFirst() {
        for (String token : List.of(server.token(BOB), server.token(CAROL), server.adminToken())) {
            server.time.advance(Duration.ofMinutes(1));
            call(new RestClient(server, token), "GET " + PRESENCE, "");
        }

        JsonNode first = alice.get(LOOKS + "?limit=2").json();
        JsonNode second = alice.get(
                        LOOKS + "?limit=2&cursor=" + first.path("nextCursor").asText())
                .json();

        assertThat(first.at("/items/0/viewer/name").asText()).isEqualTo("wiki");
        assertThat(first.at("/items/1/viewer/name").asText()).isEqualTo("carol@example.com");
        assertThat(second.at("/items/0/viewer/name").asText()).isEqualTo("bob@example.com");
        assertThat(second.path("nextCursor").isNull()).isTrue();
    }

    @Test
    void aCursorThatIsNoneIsRefused() {
        for (String place : List.of("at 5", "after", "after -1", "after 1 2", "after " + "9".repeat(30))) {
            String cursor = java.util.Base64.getUrlEncoder().encodeToString(place.getBytes());

            assertThat(alice.get(LOOKS + "?cursor=" + cursor).problem())
                    .as(place)
                    .isEqualTo("invalid-request");
        }
    }

    @Nested
    final class GivenSomebodyIsNotLetIn {
        private Answer before;

        @BeforeEach
        void lookBefore() {
            aliceSays("bob@example.com", "block");
            before = bob.get("/v1/presence/nobody-of@example.org");
        }

        @Test
        void aRefusedLookIsNotedAndTheAnswerIsThatForNobody() {
            Answer refused = bob.get(PRESENCE);

            assertThat(refused.status()).isEqualTo(before.status());
            assertThat(refused.body()).isEqualTo(before.body());
            assertThat(refused.headers().names()).isEqualTo(before.headers().names());
            assertThat(looks())
                    .extracting(look -> look.path("outcome").asText())
                    .containsExactly("refused");
        }

        @Test
        void aStrangerWhoWaitsIsNotedAsPending() {
            RestClient stranger = new RestClient(server, server.token(STRANGER));

            assertThat(stranger.get(PRESENCE).problem()).isEqualTo("not-visible");

            assertThat(looks())
                    .extracting(look -> look.path("outcome").asText())
                    .containsExactly("pending");
        }

        @Test
        void aPoliteBlockIsTheSameBytesBeforeAndAfterManyLooks() {
            aliceSays("bob@example.com", "politeBlock");
            String first = bob.get(PRESENCE).body();
            for (int i = 0; i < 10; i++) {
                assertThat(bob.get(PRESENCE).body()).isEqualTo(first);
            }

            assertThat(looks())
                    .extracting(look -> look.path("outcome").asText())
                    .containsExactly("disguised");
        }

        @Test
        void nobodyButAliceReadsHerListWhetherSheExistsOrNot() {
            for (String list : List.of("looks", "watchers")) {
                Answer hers = bob.get("/v1/people/alice@example.com/" + list);
                Answer nobodys = bob.get("/v1/people/nobody@example.com/" + list);

                assertThat(hers.problem()).isEqualTo("forbidden");
                assertThat(hers.body()).isEqualTo(nobodys.body());
            }
            RestClient page = new RestClient(server, server.token(ALICE, java.util.Set.of(Scope.PRESENCE_READ)));
            assertThat(page.get(LOOKS).problem()).isEqualTo("forbidden");
        }
    }
}
