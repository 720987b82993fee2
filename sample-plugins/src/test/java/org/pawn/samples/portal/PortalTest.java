package org.pawn.samples.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The portal's own door: who comes in, who does not, and what it asks of Pawn for whom. */
final class PortalTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2030-03-04T12:00:00Z"), ZoneOffset.UTC);

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer pawn;
    private Portal portal;

    @BeforeEach
    void start() throws IOException {
        pawn = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        pawn.createContext("/v1/tokens", exchange -> {
            asked.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] token =
                    "{\"token\":\"pt_page\",\"expiresAt\":\"2030-03-04T12:15:00Z\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(201, token.length);
            exchange.getResponseBody().write(token);
            exchange.close();
        });
        pawn.start();
        portal = Portal.start(
                new PortalConfig(
                        new InetSocketAddress("127.0.0.1", 0),
                        URI.create("http://127.0.0.1:" + pawn.getAddress().getPort()),
                        "research",
                        "pt_portal",
                        Map.of("alice@example.com", "sesame & co")),
                NOON);
    }

    @AfterEach
    void stop() {
        portal.close();
        pawn.stop(0);
    }

    @Test
    void itsPagesNeedNoSignInAndAllowNothingInline() throws Exception {
        HttpResponse<String> page = get("/", "");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("/embed/v1/pawn.js").doesNotContain("{{pawn}}");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'")
                .contains("ws://127.0.0.1:" + pawn.getAddress().getPort())
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContainPattern("<style|style=|<script>| on[a-z]+=");
        for (String path : List.of("/wiki/", "/privacy/")) {
            assertThat(get(path, "").body())
                    .contains("/embed/v1/pawn.js")
                    .doesNotContainPattern("<style|style=|<script>| on[a-z]+=");
        }
        assertThat(get("/week/", "").body()).doesNotContainPattern("<style|style=|<script>| on[a-z]+=");
    }

    @Test
    void itsDataNeedsASignIn() throws Exception {
        for (String path : List.of("/pawn-token", "/own-token", "/week/token", "/data/department")) {
            assertThat(get(path, "").statusCode()).isEqualTo(401);
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void whoSignsInGetsATokenForThemselvesAndNoMore() throws Exception {
        String session = signIn("alice@example.com", "sesame & co");

        HttpResponse<String> token = get("/pawn-token", session);
        get("/own-token", session);

        assertThat(token.body()).contains("\"token\":\"pt_page\"").contains("expiresAt");
        assertThat(asked)
                .containsExactly(
                        "Bearer pt_portal {\"viewer\":\"alice@example.com\",\"scopes\":[\"presence.read\","
                                + "\"people.read\"],\"origins\":[\"" + portal.url() + "\"],\"expires\":\"PT15M\"}",
                        "Bearer pt_portal {\"viewer\":\"alice@example.com\",\"scopes\":[\"presence.read\","
                                + "\"people.read\",\"presence.write\"],\"origins\":[\"" + portal.url()
                                + "\"],\"expires\":\"PT15M\"}");
    }

    @Test
    void theWeeksTokenSeesBusyTimeAndTheOthersDoNot() throws Exception {
        get("/week/token", signIn("alice@example.com", "sesame & co"));

        assertThat(asked)
                .singleElement()
                .satisfies(wish -> assertThat(wish)
                        .contains("\"viewer\":\"alice@example.com\",\"scopes\":[\"freebusy.read\",\"people.read\"]"));
    }

    @Test
    void aWrongPasswordOrAFormFromElsewhereOpensNothing() throws Exception {
        assertThat(get("/pawn-token", signIn("alice@example.com", "guess")).statusCode())
                .isEqualTo(401);
        assertThat(get("/pawn-token", signIn("stranger@example.com", "")).statusCode())
                .isEqualTo(401);

        String visit = cookie(get("/data/session", ""));
        HttpResponse<String> forged =
                post("/sign-in", visit, "csrf=guess&address=alice%40example.com&password=sesame+%26+co");

        assertThat(forged.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(get("/pawn-token", visit).statusCode()).isEqualTo(401);
    }

    @Test
    void guessingIsPaused() throws Exception {
        for (int guess = 0; guess < Sessions.FAILURES_ALLOWED; guess++) {
            signIn("alice@example.com", "guess " + guess);
        }

        assertThat(get("/pawn-token", signIn("alice@example.com", "sesame & co"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void anotherSitesPageGetsNoToken() throws Exception {
        String session = signIn("alice@example.com", "sesame & co");
        HttpRequest foreign = request("/pawn-token", session)
                .header("Sec-Fetch-Site", "cross-site")
                .build();

        assertThat(http.send(foreign, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
        assertThat(asked).isEmpty();
    }

    @Test
    void aMessageNeedsTheSessionsFormToken() throws Exception {
        String session = signIn("alice@example.com", "sesame & co");

        HttpResponse<String> refused =
                post("/data/message", session, "{\"to\":\"bob@example.com\",\"text\":\"hello\"}");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(asked).isEmpty();
    }

    @Test
    void theSessionEndsWithTheSignOut() throws Exception {
        String session = signIn("alice@example.com", "sesame & co");
        String csrf = csrf(get("/data/session", session));

        post("/sign-out", session, "csrf=" + csrf);

        assertThat(get("/pawn-token", session).statusCode()).isEqualTo(401);
    }

    @Test
    void aSessionEndsByItself() {
        SettableClock clock = new SettableClock();
        Sessions sessions = new Sessions(Map.of("alice@example.com", "sesame"), clock);
        Sessions.Session open =
                sessions.signIn(sessions.open(), "alice@example.com", "sesame").orElseThrow();

        clock.now = clock.now.plus(Sessions.LIFE).minusSeconds(1);
        assertThat(sessions.find(open.id())).isPresent();
        clock.now = clock.now.plus(Duration.ofSeconds(1));

        assertThat(sessions.find(open.id())).isEmpty();
    }

    @Test
    void whatItCannotRunWithIsNamed() {
        assertThatThrownBy(() -> PortalMain.config(PortalMain.flags(new String[] {"--listen", "here"})))
                .hasMessageContaining("--listen")
                .hasMessageContaining("here");
        assertThatThrownBy(() -> PortalMain.flags(new String[] {"--surprise"})).hasMessageContaining("--surprise");
        PortalConfig config = new PortalConfig(
                new InetSocketAddress(0),
                URI.create("http://pawn.example"),
                "research",
                "pt_secret",
                Map.of("alice@example.com", "sesame"));
        assertThat(config.toString()).doesNotContain("pt_secret", "sesame");
    }

    private String signIn(String address, String password) throws Exception {
        HttpResponse<String> visit = get("/data/session", "");
        String form = "csrf=%s&address=%s&password=%s".formatted(csrf(visit), encoded(address), encoded(password));
        HttpResponse<String> answer = post("/sign-in", cookie(visit), form);
        return answer.headers().firstValue("Set-Cookie").isPresent() ? cookie(answer) : cookie(visit);
    }

    private HttpResponse<String> get(String path, String cookie) throws Exception {
        return http.send(request(path, cookie).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String cookie, String body) throws Exception {
        return http.send(
                request(path, cookie)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String cookie) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(portal.url() + path));
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    private static String cookie(HttpResponse<String> answer) {
        String header = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(header).contains("HttpOnly").contains("SameSite=Lax");
        return header.substring(0, header.indexOf(';'));
    }

    private static String csrf(HttpResponse<String> session) {
        Matcher csrf = Pattern.compile("\"csrf\":\"([^\"]+)\"").matcher(session.body());
        assertThat(csrf.find()).isTrue();
        return csrf.group(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static final class SettableClock extends Clock {
        private Instant now = NOON.instant();

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
