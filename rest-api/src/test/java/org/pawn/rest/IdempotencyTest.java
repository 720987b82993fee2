package org.pawn.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.rest.RestFixture.ALICE;
import static org.pawn.rest.RestFixture.BOB;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.access.Scope;
import org.pawn.messaging.InstantMessage;
import org.pawn.presence.Availability;

/** Requests that create something, repeated under one {@code Idempotency-Key}. */
final class IdempotencyTest {
    private static final String OWN_TOKEN = "{\"scopes\":[\"presence.read\"]}";
    private static final String KEY = "Idempotency-Key";

    private final RestFixture server = new RestFixture();
    private final RestClient alice = new RestClient(server, server.token(ALICE));
    private final RestClient admin = new RestClient(server, server.adminToken());

    @AfterEach
    void stop() {
        server.close();
    }

    /** An answer without what belongs to the request: its id and its second. */
    private static String shape(Answer answer) {
        return answer.status() + "\n"
                + answer.headers()
                        .newBuilder()
                        .removeAll("X-Request-Id")
                        .removeAll("Date")
                        .build() + "\n"
                + answer.body();
    }

    @Nested
    final class GivenARequestThatWasAnswered {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "/v1/tokens|{\"scopes\":[\"presence.read\"]}",
                    "/v1/icon-links|{\"address\":\"bob@example.com\"}",
                    "/v1/freebusy-links|{\"days\":7}",
                    "/v1/feed-tickets|{}",
                    "/v1/messages|{\"to\":\"bob@example.com\",\"text\":\"Coffee?\"}"
                })
        void whoRepeatsItGetsTheVerySameAnswer(String path, String body) {
            Answer first = alice.post(path, body, KEY, "one");
            Answer again = alice.post(path, body, KEY, "one");
            Answer other = alice.post(path, body, KEY, "two");

            assertThat(first.status()).isBetween(200, 299);
            assertThat(shape(again)).isEqualTo(shape(first));
            assertThat(other.body()).isNotEqualTo(first.body());
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "/v1/admin/people|{\"address\":\"dave@example.com\"}",
                    "/v1/admin/tokens|{\"name\":\"wall\",\"scopes\":[\"presence.read\"]}"
                })
        void anAdministratorDoesToo(String path, String body) {
            Answer first = admin.post(path, body, KEY, "one");
            Answer again = admin.post(path, body, KEY, "one");

            assertThat(first.status()).isEqualTo(201);
            assertThat(shape(again)).isEqualTo(shape(first));
        }

        @Test
        void itHasOneEffect() {
            alice.post("/v1/tokens", OWN_TOKEN, KEY, "one");
            int tokens = alice.get("/v1/tokens").json().path("items").size();

            alice.post("/v1/tokens", OWN_TOKEN, KEY, "one");
            assertThat(alice.get("/v1/tokens").json().path("items")).hasSize(tokens);
            alice.post("/v1/tokens", OWN_TOKEN);

            assertThat(alice.get("/v1/tokens").json().path("items")).hasSize(tokens + 1);
        }

        @Test
        void withARenewedTokenTheSamePersonIsTheSameCaller() {
            Answer first = alice.post("/v1/tokens", OWN_TOKEN, KEY, "one");

            Answer again = new RestClient(server, server.token(ALICE)).post("/v1/tokens", OWN_TOKEN, KEY, "one");

            assertThat(again.body()).isEqualTo(first.body());
        }

        @Test
        void nobodyElseGetsItNorTheSamePersonWithFewerRights() {
            Answer first = alice.post("/v1/tokens", OWN_TOKEN, KEY, "one");

            Answer bobs = new RestClient(server, server.token(BOB)).post("/v1/tokens", OWN_TOKEN, KEY, "one");
            Answer pages = new RestClient(server, server.token(ALICE, Set.of(Scope.PRESENCE_READ)))
                    .post("/v1/tokens", OWN_TOKEN, KEY, "one");

            assertThat(bobs.body()).isNotEqualTo(first.body());
            assertThat(pages.body()).isNotEqualTo(first.body());
        }

        @Test
        void anotherBodyUnderItsKeyIs422AndHasNoEffect() {
            alice.post("/v1/tokens", OWN_TOKEN, KEY, "one");
            int tokens = alice.get("/v1/tokens").json().path("items").size();

            Answer other = alice.post("/v1/tokens", "{\"scopes\":[\"contacts\"]}", KEY, "one");

            assertThat(other.status()).isEqualTo(422);
            assertThat(other.problem()).isEqualTo("idempotency-key-reused");
            assertThat(alice.get("/v1/tokens").json().path("items")).hasSize(tokens);
        }

        @Test
        void afterADayTheKeyIsFree() {
            Answer first =
                    admin.post("/v1/admin/tokens", "{\"name\":\"wall\",\"scopes\":[\"presence.read\"]}", KEY, "one");
            server.time.advance(Duration.ofHours(24));
            RestClient tomorrow = new RestClient(server, server.adminToken());

            Answer again =
                    tomorrow.post("/v1/admin/tokens", "{\"name\":\"wall\",\"scopes\":[\"presence.read\"]}", KEY, "one");

            assertThat(again.status()).isEqualTo(201);
            assertThat(again.body()).isNotEqualTo(first.body());
        }
    }

    @Nested
    final class GivenARequestThatWasRefused {
        @Test
        void itsKeyIsFreeForTheRequestPutRight() {
            assertThat(alice.post("/v1/tokens", "{\"scopes\":[\"nonsense\"]}", KEY, "one")
                            .status())
                    .isEqualTo(400);

            assertThat(alice.post("/v1/tokens", OWN_TOKEN, KEY, "one").status()).isEqualTo(201);
        }

        @Test
        void whoMayNotAskGetsNoKeptAnswer() {
            alice.post("/v1/tokens", OWN_TOKEN, KEY, "one");

            assertThat(new RestClient(server, "nonsense")
                            .post("/v1/tokens", OWN_TOKEN, KEY, "one")
                            .status())
                    .isEqualTo(401);
        }
    }

    @Nested
    final class GivenARequestThatIsStillBeingAnswered {
        @Test
        void whoRepeatsItIsToldToWaitAndThenGetsItsAnswer() throws InterruptedException {
            LinkedBlockingQueue<InstantMessage> arrived = new LinkedBlockingQueue<>();
            CompletableFuture<Boolean> taken = new CompletableFuture<>();
            server.messages.addRoute((message, alert) -> {
                arrived.add(message);
                return taken;
            });
            String message = "{\"to\":\"bob@example.com\",\"text\":\"Coffee?\"}";
            server.shows(BOB, Availability.AVAILABLE);
            CompletableFuture<Answer> first =
                    CompletableFuture.supplyAsync(() -> alice.post("/v1/messages", message, KEY, "one"));
            assertThat(arrived.poll(10, TimeUnit.SECONDS)).isNotNull();

            Answer early = alice.post("/v1/messages", message, KEY, "one");
            taken.complete(true);
            Answer answered = first.join();

            assertThat(early.status()).isEqualTo(409);
            assertThat(early.problem()).isEqualTo("request-in-progress");
            assertThat(early.header("Retry-After")).isEqualTo("1");
            assertThat(shape(alice.post("/v1/messages", message, KEY, "one"))).isEqualTo(shape(answered));
            assertThat(arrived).isEmpty();
        }
    }

    @Nested
    final class GivenAKeyThatIsNone {
        @Test
        void aLongOneIs400() {
            assertThat(alice.post("/v1/tokens", OWN_TOKEN, KEY, "k".repeat(129)).status())
                    .isEqualTo(400);
            assertThat(alice.post("/v1/tokens", OWN_TOKEN, KEY, "k".repeat(128)).status())
                    .isEqualTo(201);
        }

        /** Reading twice reads twice: presence may have changed. */
        @ParameterizedTest
        @ValueSource(strings = {"/v1/presence:batch", "/v1/presence:query"})
        void onWhatCreatesNothingItIsPassedOver(String path) {
            String body = path.endsWith("batch")
                    ? "{\"addresses\":[\"bob@example.com\"]}"
                    : "{\"group\":\"team\",\"availability\":[\"Busy\"]}";
            Answer before = alice.post(path, body, KEY, "one");

            server.shows(BOB, Availability.BUSY);

            assertThat(before.body()).doesNotContain("Busy");
            assertThat(alice.post(path, body, KEY, "one").body()).contains("Busy");
        }
    }
}
