package org.pawn.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class FailureTest {
    private static final String BOB = "{\"address\":\"bob@example.com\",\"availability\":\"Away\",\"version\":\"1\"}";

    private final ScriptedServer server = new ScriptedServer();
    private final PresenceClient client = server.client().build();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Nested
    final class GivenARefusal {
        @Test
        void theExceptionTellsAllOfIt() {
            server.refuses(404, "not-found");

            PresenceClientException refusal =
                    catchThrowableOfType(PresenceClientException.class, () -> client.presence("bob@example.com"));

            assertThat(refusal.type()).isEqualTo("urn:pawn:problem:not-found");
            assertThat(refusal.problem().name()).isEqualTo("not-found");
            assertThat(refusal.status()).isEqualTo(404);
            assertThat(refusal.answered()).isTrue();
            assertThat(refusal).hasMessage("Because.");
            assertThat(refusal.problem().facts()).containsEntry("minimumSeconds", "30");
            assertThat(refusal.requestId()).contains("r-17");
        }

        @Test
        void theTraceShowsWhoCalled() {
            server.refuses(404, "not-found");

            assertThatThrownBy(() -> client.presence("bob@example.com"))
                    .satisfies(thrown -> assertThat(thrown.getStackTrace())
                            .anyMatch(frame -> frame.getClassName().startsWith(FailureTest.class.getName())));
        }

        @Test
        void theFutureFailsWithTheSame() {
            server.refuses(404, "not-found");

            CompletableFuture<Presence> future = client.presenceAsync("bob@example.com");

            assertThatThrownBy(() -> future.get(5, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(PresenceClientException.class);
        }

        @Test
        void anAnswerThatIsNotOursIsNamedAsSuch() {
            server.enqueue(new MockResponse.Builder()
                    .code(404)
                    .addHeader("Content-Type", "text/html")
                    .body("<html>"));

            assertThatThrownBy(() -> client.presence("bob@example.com")).hasMessageContaining("not a Pawn server");
        }

        @Test
        void aRedirectIsNotFollowedWithTheToken() {
            server.enqueue(new MockResponse.Builder().code(302).addHeader("Location", server.address() + "/elsewhere"));

            assertThatThrownBy(() -> client.presence("bob@example.com")).hasMessageContaining("elsewhere");
            assertThat(server.timesAsked()).isEqualTo(1);
        }

        @Test
        void anAnswerThatIsNotJsonIsRefusedWithoutQuotingIt() {
            server.enqueue(new MockResponse.Builder()
                    .code(200)
                    .addHeader("Content-Type", "application/json")
                    .body("{\"secret"));

            assertThatThrownBy(() -> client.presence("bob@example.com"))
                    .hasMessageContaining("not JSON")
                    .satisfies(thrown -> assertThat(
                                    String.valueOf(thrown.getCause().getCause()))
                            .doesNotContain("secret"));
        }
    }

    @Nested
    final class GivenAServerThatIsBusy {
        @Test
        void aReadIsTriedAgainAfterTheTimeItAskedFor() {
            server.refuses(429, "too-many-requests", "1").answers(BOB);
            long start = System.nanoTime();

            Presence bob = client.presence("bob@example.com");

            assertThat(bob.availability()).isEqualTo(Availability.AWAY);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }

        @Test
        void aReadIsGivenUpAfterTheLastAttempt() {
            for (int each = 0; each < 6; each++) {
                server.refuses(503, "unavailable");
            }

            assertThatThrownBy(() -> client.presence("bob@example.com")).hasMessage("Because.");
            assertThat(server.timesAsked()).isEqualTo(4);
        }

        @Test
        void aLongWaitIsTheCallersToDecideAbout() {
            server.refuses(429, "too-many-requests", "3600");

            PresenceClientException refusal =
                    catchThrowableOfType(PresenceClientException.class, () -> client.presence("bob@example.com"));

            assertThat(refusal.retryAfter()).contains(Duration.ofHours(1));
            assertThat(server.timesAsked()).isEqualTo(1);
        }

        @Test
        void mintingATokenIsNotRepeated() {
            server.refuses(503, "unavailable").answers("{}");

            assertThatThrownBy(() -> client.access().mint(TokenRequest.forMyself(Scope.PRESENCE_READ)))
                    .isInstanceOf(PresenceClientException.class);
            assertThat(server.timesAsked()).isEqualTo(1);
        }

        @Test
        void aMessageIsRepeatedWithTheSameKey() {
            server.refuses(503, "unavailable")
                    .answers("{\"id\":\"m1\",\"to\":\"bob@example.com\",\"state\":\"delivered\","
                            + "\"sentAt\":\"2030-03-04T09:00:00Z\"}");

            SentMessage sent = client.messages().send("bob@example.com", "Coffee?");

            assertThat(sent.state()).isEqualTo("delivered");
            String first = server.asked().getHeaders().get("Idempotency-Key");
            assertThat(first).isNotBlank();
            assertThat(server.asked().getHeaders().get("Idempotency-Key")).isEqualTo(first);
        }
    }

    @Nested
    final class GivenTheFirstTryIsStillBeingAnswered {
        @Test
        void aMessageIsRepeatedUntilItsAnswerIsThere() {
            server.hangsUp()
                    .refuses(409, "request-in-progress", "0")
                    .answers("{\"id\":\"m1\",\"to\":\"bob@example.com\",\"state\":\"delivered\","
                            + "\"sentAt\":\"2030-03-04T09:00:00Z\"}");

            assertThat(client.messages().send("bob@example.com", "Coffee?").state())
                    .isEqualTo("delivered");
        }
    }

    @Nested
    final class GivenALostConnection {
        @Test
        void aReadIsTriedAgain() {
            server.hangsUp().hangsUp().answers(BOB);

            assertThat(client.presence("bob@example.com").availability()).isEqualTo(Availability.AWAY);
        }

        @Test
        void nobodyThereSaysSo() {
            String nowhere = server.address();
            server.close();
            try (PresenceClient lost =
                    PresenceClient.at(nowhere).token("t").attempts(1).build()) {
                PresenceClientException failure =
                        catchThrowableOfType(PresenceClientException.class, () -> lost.presence("bob@example.com"));

                assertThat(failure.answered()).isFalse();
                assertThat(failure.type()).isEqualTo("urn:pawn:sdk:unreachable");
                assertThat(failure).hasMessageContaining(nowhere);
            }
        }

        @Test
        void anInterruptEndsTheWaitAndStaysSet() throws InterruptedException {
            server.enqueue(new MockResponse.Builder().headersDelay(30, TimeUnit.SECONDS));
            CountDownLatch done = new CountDownLatch(1);
            AtomicInteger interrupts = new AtomicInteger();
            Thread caller = new Thread(() -> {
                try {
                    client.presence("bob@example.com");
                } catch (PresenceClientException failure) {
                    interrupts.set(Thread.currentThread().isInterrupted() ? 1 : -1);
                }
                done.countDown();
            });
            caller.start();
            server.asked();

            caller.interrupt();

            assertThat(done.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(interrupts).hasValue(1);
        }
    }

    @Nested
    final class GivenATokenThatTheServerRefuses {
        private final AtomicInteger asked = new AtomicInteger();

        @Test
        void anotherIsFetchedAndTheCallDone() {
            server.refuses(401, "token-expired").answers(BOB);
            try (PresenceClient renewing = PresenceClient.at(server.address())
                    .tokens(() -> new AccessToken("t-" + asked.incrementAndGet(), Optional.empty()))
                    .build()) {
                renewing.presence("bob@example.com");
            }

            assertThat(server.asked().getHeaders().get("Authorization")).isEqualTo("Bearer t-1");
            assertThat(server.asked().getHeaders().get("Authorization")).isEqualTo("Bearer t-2");
        }

        @Test
        void theOnlyTokenIsNotTriedTwice() {
            server.refuses(401, "unauthenticated");

            assertThatThrownBy(() -> client.presence("bob@example.com")).hasMessage("Because.");
            assertThat(server.timesAsked()).isEqualTo(1);
        }

        @Test
        void aTokenAboutToExpireIsRenewedBeforeItIsUsed() {
            server.answers(BOB).answers(BOB);
            try (PresenceClient renewing = PresenceClient.at(server.address())
                    .tokens(() -> new AccessToken(
                            "t-" + asked.incrementAndGet(),
                            Optional.of(
                                    Instant.parse(asked.get() == 1 ? "2001-01-01T00:00:00Z" : "2999-01-01T00:00:00Z"))))
                    .build()) {
                renewing.presence("bob@example.com");
                renewing.presence("bob@example.com");
            }

            assertThat(server.asked().getHeaders().get("Authorization")).isEqualTo("Bearer t-1");
            assertThat(server.asked().getHeaders().get("Authorization")).isEqualTo("Bearer t-2");
        }

        @Test
        void aPersonIsSignedInByItselfAndAgainWhenTheRefreshTokenIsGone() {
            String pair = "{\"address\":\"bob@example.com\",\"token\":\"%s\",\"expiresAt\":\"2999-01-01T00:00:00Z\","
                    + "\"refreshToken\":\"r\",\"refreshExpiresAt\":\"2999-01-01T00:00:00Z\"}";
            server.answers(pair.formatted("a"))
                    .refuses(401, "token-expired")
                    .refuses(401, "wrong-credentials")
                    .answers(pair.formatted("b"))
                    .answers(BOB);
            try (PresenceClient person = PresenceClient.at(server.address())
                    .signIn("bob@example.com", "pa55")
                    .build()) {
                person.presence("bob@example.com");
            }

            assertThat(server.asked().getTarget()).isEqualTo("/v1/sign-in");
            assertThat(server.asked().getHeaders().get("Authorization")).isEqualTo("Bearer a");
            assertThat(server.asked().getTarget()).isEqualTo("/v1/sign-in:refresh");
            assertThat(server.asked().getTarget()).isEqualTo("/v1/sign-in");
            assertThat(server.asked().getHeaders().get("Authorization")).isEqualTo("Bearer b");
        }

        @Test
        void aTokenNeverShowsWhenPrinted() {
            assertThat(new AccessToken("s3cret", Optional.empty())).hasToString("AccessToken[***]");
        }
    }
}
