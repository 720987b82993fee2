package org.pawn.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.rest.RestFixture.ALICE;
import static org.pawn.rest.RestFixture.BOB;
import static org.pawn.rest.RestFixture.STRANGER;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.pawn.access.IssuedToken;
import org.pawn.access.Level;
import org.pawn.access.Scope;
import org.pawn.access.TokenRequest;

/** Requests that mean harm are refused, and cost little. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileRequestTest {
    private RestFixture server;
    private RestClient alice;
    private RestClient nobody;

    @BeforeAll
    void start() {
        server = new RestFixture();
        alice = new RestClient(server, server.token(ALICE));
        nobody = new RestClient(server, "");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Nested
    final class Tokens {
        @Test
        void withoutOneItIsUnauthenticatedAndSaysHow() {
            Answer answer = nobody.get("/v1/me");

            assertThat(answer.problem()).isEqualTo("unauthenticated");
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        }

        @Test
        void unknownExpiredAndRevokedOnesAreTheSame() {
            IssuedToken brief = token(Duration.ofSeconds(1));
            IssuedToken revoked = token(Duration.ofHours(1));
            server.access.revoke(revoked.token().id()).join();
            server.time.advance(Duration.ofSeconds(2));

            String unknown =
                    new RestClient(server, "pawn_unknown").get("/v1/me").body();

            assertThat(new RestClient(server, brief.secret()).get("/v1/me").body())
                    .isEqualTo(unknown);
            assertThat(new RestClient(server, revoked.secret()).get("/v1/me").body())
                    .isEqualTo(unknown);
        }

        @Test
        void aTokenInTheUrlIsNone() {
            String token = token(Duration.ofHours(1)).secret();

            assertThat(nobody.get("/v1/me?access_token=" + token).status()).isEqualTo(401);
            assertThat(nobody.get("/v1/me", "Cookie", "token=" + token).status())
                    .isEqualTo(401);
        }

        @Test
        void aRefreshTokenOpensNothing() {
            String refresh = server.access.issueRefresh(ALICE).join().secret();

            assertThat(new RestClient(server, refresh).get("/v1/me").status()).isEqualTo(401);
        }

        @Test
        void aScopeThatIsMissingForbids() {
            RestClient reader = new RestClient(server, server.token(ALICE, Set.of(Scope.PRESENCE_READ)));

            assertThat(reader.put("/v1/presence/alice@example.com/manual", "{\"availability\":\"Busy\"}")
                            .problem())
                    .isEqualTo("forbidden");
            assertThat(reader.get("/v1/people").problem()).isEqualTo("forbidden");
            assertThat(reader.post("/v1/tokens", "{\"scopes\":[\"contacts\"]}").problem())
                    .isEqualTo("forbidden");
        }

        @Test
        void anOriginThatIsNotTheTokensIsRefused() {
            String token = server.issue(new TokenRequest(
                            "alice@example.com",
                            Optional.of(ALICE),
                            Level.COMPANY,
                            Set.of(Scope.PRESENCE_READ),
                            Set.of("https://portal.example"),
                            Duration.ofHours(1)))
                    .secret();
            RestClient page = new RestClient(server, token);

            assertThat(page.get("/v1/me", "Origin", "https://portal.example").header("Access-Control-Allow-Origin"))
                    .isEqualTo("https://portal.example");
            for (String origin :
                    List.of("https://portal.example.evil", "http://portal.example", "null", "https://evil.example")) {
                assertThat(page.get("/v1/me", "Origin", origin).problem())
                        .as(origin)
                        .isEqualTo("origin-refused");
            }
        }

        private IssuedToken token(Duration life) {
            return server.issue(new TokenRequest(
                    "alice@example.com",
                    Optional.of(ALICE),
                    Level.COMPANY,
                    Set.of(Scope.PRESENCE_READ),
                    Set.of(),
                    life));
        }
    }

    @Nested
    final class Bodies {
        @Test
        void elevenMegabytesOfCalendarAreTooMany() {
            String calendar = "BEGIN:VCALENDAR\r\n" + "X-A:b\r\n".repeat(11 * 1024 * 1024 / 7) + "END:VCALENDAR\r\n";

            Answer answer = alice.call("PUT", "/v1/people/alice@example.com/calendars/big", calendar, "text/calendar");

            assertThat(answer.problem()).isEqualTo("too-large");
        }

        @Test
        void aCompressedBombIsCutOffAtThePlainLimit() throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                byte[] zeros = new byte[1024 * 1024];
                for (int i = 0; i < 200; i++) {
                    gzip.write(zeros);
                }
            }

            assertThat(gzipped("/v1/people/alice@example.com/calendars/bomb", "text/calendar", out.toByteArray())
                            .problem())
                    .isEqualTo("too-large");
        }

        @Test
        void gzipWithinTheLimitIsRead() throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }

            assertThat(gzipped("/v1/people/alice@example.com/calendars/small", "text/calendar", out.toByteArray())
                            .status())
                    .isEqualTo(201);
            assertThat(gzipped("/v1/people/alice@example.com/calendars/small", "text/calendar", new byte[] {1, 2, 3})
                            .status())
                    .isEqualTo(400);
        }

        private Answer gzipped(String path, String type, byte[] body) {
            return RestClient.answer(new Request.Builder()
                    .url(server.url(path))
                    .header("Authorization", "Bearer " + server.token(ALICE))
                    .header("Content-Encoding", "gzip")
                    .put(RequestBody.create(body, MediaType.get(type)))
                    .build());
        }

        @Test
        void wrongMethodsAndTypesAreNamed() {
            Answer method = alice.delete("/v1/me");
            assertThat(method.problem()).isEqualTo("method-not-allowed");
            assertThat(method.header("Allow")).contains("GET");
            assertThat(alice.call("POST", "/v1/presence:batch", "<a/>", "application/xml")
                            .problem())
                    .isEqualTo("unsupported-media-type");
            assertThat(alice.get("/v1/presence/bob@example.com", "Accept", "image/gif")
                            .problem())
                    .isEqualTo("not-acceptable");
            assertThat(alice.get("/v1/none").problem()).isEqualTo("not-found");
        }

        @Test
        void brokenJsonNamesTheMemberAndQuotesNothing() {
            for (String body : List.of(
                    "",
                    "{",
                    "[]",
                    "null",
                    "{\"addresses\":5}",
                    "{\"addresses\":[1]}",
                    "{\"adresses\":[]}",
                    "{\"addresses\":[],\"addresses\":[]}",
                    "{\"addresses\":[]} x",
                    "[".repeat(100_000))) {
                assertThat(alice.post("/v1/presence:batch", body).problem())
                        .as(body.substring(0, Math.min(40, body.length())))
                        .isEqualTo("invalid-request");
            }
            Answer secret =
                    nobody.post("/v1/sign-in", "{\"address\":\"alice@example.com\",\"password\":[\"hunter2\"]}");
            assertThat(secret.body()).contains("password").doesNotContain("hunter2");
        }

        @Test
        void aHugeHeaderIsRefusedByTheParserAsAProblem() {
            Answer answer = alice.get("/v1/me", "X-Long", "a".repeat(20_000));

            assertThat(answer.status()).isEqualTo(431);
            assertThat(answer.problem()).isEqualTo("headers-too-large");
        }
    }

    /** Every object is the caller's or refused (SECURITY-MODEL T30). */
    @Nested
    final class OtherPeoplesThings {
        private final RestClient bob = new RestClient(server, server.token(BOB));

        @Test
        void areNotReadAndNotWritten() {
            String person = "/v1/people/alice@example.com";
            String presence = "/v1/presence/alice@example.com";
            assertThat(bob.get(person + "/contacts").status()).isEqualTo(403);
            assertThat(bob.put(person + "/contacts/carol@example.com", "{}").status())
                    .isEqualTo(403);
            assertThat(bob.delete(person + "/contacts/groups/g").status()).isEqualTo(403);
            assertThat(bob.patch(person, "{\"timeZone\":\"Europe/Berlin\"}").status())
                    .isEqualTo(403);
            assertThat(bob.get(person + "/calendars").status()).isEqualTo(403);
            assertThat(bob.call("PUT", person + "/calendars/x", "BEGIN:VCALENDAR", "text/calendar")
                            .status())
                    .isEqualTo(403);
            assertThat(bob.put(person + "/calendars/x", "{\"url\":\"https://feeds.example.com/\"}")
                            .status())
                    .isEqualTo(403);
            assertThat(bob.delete(person + "/calendars/x").status()).isEqualTo(403);
            assertThat(bob.call("POST", person + "/calendars/x:refresh", null, "")
                            .status())
                    .isEqualTo(403);
            assertThat(bob.put(presence + "/manual", "{\"availability\":\"Busy\"}")
                            .status())
                    .isEqualTo(403);
            assertThat(bob.get(presence + "/manual").status()).isEqualTo(403);
            assertThat(bob.get(presence + "/note").status()).isEqualTo(403);
            assertThat(bob.delete(presence + "/note").status()).isEqualTo(403);
            assertThat(bob.put(presence + "/sessions/s", "{\"availability\":\"Busy\"}")
                            .status())
                    .isEqualTo(403);
            assertThat(bob.delete(presence + "/sessions/s").status()).isEqualTo(403);
            for (String path : List.of("/v1/admin/people", "/v1/admin/tokens")) {
                assertThat(bob.get(path).status()).as(path).isEqualTo(403);
            }
            assertThat(bob.delete("/v1/admin/people/alice@example.com").status())
                    .isEqualTo(403);
            assertThat(bob.put("/v1/admin/people/alice@example.com/password", "{\"password\":\"x\"}")
                            .status())
                    .isEqualTo(403);
            assertThat(bob.put("/v1/groups/g", "{\"name\":\"g\",\"members\":[]}")
                            .status())
                    .isEqualTo(403);
            assertThat(bob.post("/v1/tokens", "{\"viewer\":\"alice@example.com\",\"scopes\":[\"presence.read\"]}")
                            .status())
                    .isEqualTo(403);
        }

        @Test
        void tokensOfOthersAreNotThere() {
            IssuedToken hers = server.issue(new TokenRequest(
                    "alice@example.com",
                    Optional.of(ALICE),
                    Level.COMPANY,
                    Set.of(Scope.CONTACTS),
                    Set.of(),
                    Duration.ofHours(1)));

            assertThat(bob.delete("/v1/tokens/" + hers.token().id()).status()).isEqualTo(404);
            assertThat(bob.get("/v1/tokens").body()).doesNotContain(hers.token().id());
        }

        @Test
        void aPagesTokenDoesNotRevokeItsPersonsOthers() {
            RestClient portal = new RestClient(
                    server, server.applicationToken(Level.COMPANY, Scope.TOKEN_MINT, Scope.PRESENCE_READ));
            String page = portal.post("/v1/tokens", "{\"viewer\":\"alice@example.com\",\"scopes\":[\"presence.read\"]}")
                    .json()
                    .path("token")
                    .asText();
            IssuedToken hers = server.issue(new TokenRequest(
                    "alice@example.com",
                    Optional.of(ALICE),
                    Level.COMPANY,
                    Set.of(Scope.CONTACTS),
                    Set.of(),
                    Duration.ofHours(1)));

            assertThat(new RestClient(server, page)
                            .delete("/v1/tokens/" + hers.token().id())
                            .status())
                    .isEqualTo(404);
        }

        @Test
        void anotherApplicationsSessionIsNotItsOwn() {
            RestClient wiki = new RestClient(server, server.applicationToken(Level.COMPANY, Scope.PRESENCE_WRITE));
            String session = "/v1/presence/alice@example.com/sessions/s";
            assertThat(wiki.put(session, "{\"availability\":\"Busy\"}").status())
                    .isEqualTo(201);

            assertThat(alice.get(session).status()).isEqualTo(404);
        }

        @Test
        void aStrangerLearnsNothingOfWhoExists() {
            RestClient foreigner = new RestClient(server, server.token(STRANGER));
            RestClient guest = new RestClient(
                    server,
                    server.applicationToken(Level.BLOCKED, Scope.values()[0], Scope.PEOPLE_READ, Scope.FREEBUSY_READ));
            for (RestClient stranger : List.of(foreigner, guest)) {
                for (String path : List.of(
                        "/v1/presence/%s",
                        "/v1/people/%s", "/v1/people/%s/freebusy?from=2030-03-04T00:00:00Z&to=2030-03-05T00:00:00Z")) {
                    Answer real = stranger.get(path.formatted("alice@example.com"));
                    Answer none = stranger.get(path.formatted("nobody@example.com"));

                    assertThat(real.problem()).as(path).isEqualTo("not-visible");
                    assertThat(none.body()).isEqualTo(real.body());
                    assertThat(none.status()).isEqualTo(real.status());
                }
                assertThat(stranger.get("/v1/people?q=alice").json().path("items"))
                        .isEmpty();
                assertThat(stranger.get("/v1/groups").json().path("items")).isEmpty();
                assertThat(stranger.post("/v1/recognize", "{\"text\":\"Alice Example\"}")
                                .json()
                                .path("spans"))
                        .isEmpty();
            }
        }
    }

    @Test
    void guessingIsSlowedDownByAddressAndOthersAreNot() {
        try (RestFixture strict = new RestFixture(config -> new RestConfig(
                config.http(),
                config.https(),
                config.domains(),
                config.publicUrl(),
                config.allowedOrigins(),
                config.trustedProxies(),
                Set.of(),
                config.digestAlgorithms(),
                config.version()))) {
            RestClient guesser = new RestClient(strict, "");
            Answer last = guesser.get("/healthz");
            for (int i = 0; i < 70 && last.status() != 429; i++) {
                last = guesser.post("/v1/sign-in", "{\"address\":\"alice@example.com\",\"password\":\"" + i + "\"}");
            }

            assertThat(last.problem()).isEqualTo("too-many-requests");
            assertThat(Integer.parseInt(last.header("Retry-After"))).isPositive();
            assertThat(last.header("RateLimit")).matches("\"account\";r=0;t=" + last.header("Retry-After"));
            assertThat(last.header("RateLimit-Policy")).isEqualTo("\"account\";q=10;w=900");
            for (int i = 0; i < 70 && !last.header("RateLimit").startsWith("\"address\""); i++) {
                last = guesser.get("/v1/me", "Authorization", "Bearer guess" + i);
            }
            assertThat(last.status()).isEqualTo(429);
            assertThat(last.header("RateLimit")).matches("\"address\";r=0;t=" + last.header("Retry-After"));
            assertThat(last.header("RateLimit-Policy")).isEqualTo("\"address\";q=1200;w=60");
            assertThat(new RestClient(strict, strict.token(ALICE)).get("/v1/me").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void preflightsFromUnknownPagesAreRefused() {
        String[] headers = {"Origin", "https://evil.example", "Access-Control-Request-Method", "GET"};

        assertThat(nobody.call("OPTIONS", "/v1/me", null, "", headers).problem())
                .isEqualTo("origin-refused");
    }
}
