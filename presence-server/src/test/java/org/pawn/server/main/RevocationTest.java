package org.pawn.server.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.time.SettableTime;
import org.pawn.watching.RecordingWatcherChannel;
import org.pawn.watching.WatcherChannel;

/** What a viewer may no longer see ends everywhere at once: the clock of this server stands still. */
final class RevocationTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path data;

    private TestServer server;
    private AddressOfRecord alice;
    private AddressOfRecord bob;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.start(data, Map.of(), new SettableTime(Instant.parse("2030-03-04T09:00:00Z")));
        alice = server.person("alice@example.com", "Alice Example", "a secret");
        bob = server.person("bob@example.com", "Bob Example", "another secret");
        asAdministrator(
                "PUT", "/v1/groups/desk", "{\"name\":\"Desk\",\"team\":true,\"members\":[\"alice@example.com\"]}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> call(String token, String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.http() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private void asAdministrator(String method, String path, String body) throws IOException, InterruptedException {
        assertThat(call(server.adminToken(), method, path, body).statusCode()).isBetween(200, 299);
    }

    private void desk(String members) throws IOException, InterruptedException {
        asAdministrator("PUT", "/v1/groups/desk", "{\"name\":\"Desk\",\"team\":true,\"members\":[" + members + "]}");
    }

    private String signIn(AddressOfRecord person, String password) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                call("", "POST", "/v1/sign-in", "{\"address\":\"" + person + "\",\"password\":\"" + password + "\"}");
        return JSON.readTree(answer.body()).path("token").asText();
    }

    /** An open feed; its frames, and how it was closed. */
    private final class Feed implements WebSocket.Listener {
        private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();
        private final WebSocket socket;

        Feed(String token) {
            socket = http.newWebSocketBuilder()
                    .header("Authorization", "Bearer " + token)
                    .subprotocols("pawn.v1")
                    .buildAsync(URI.create(server.http().replace("http:", "ws:") + "/v1/feed"), this)
                    .join();
        }

        void say(String frame) {
            socket.sendText(frame.replace('\'', '"'), true).join();
        }

        JsonNode next(String type) throws InterruptedException {
            while (true) {
                JsonNode frame = frames.poll(10, TimeUnit.SECONDS);
                assertThat(frame).as("a " + type).isNotNull();
                if (frame.path("type").asText().equals(type)) {
                    return frame;
                }
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                try {
                    frames.add(JSON.readTree(text.toString()));
                } catch (IOException broken) {
                    throw new IllegalStateException(broken);
                }
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return CompletableFuture.completedFuture(null);
        }
    }

    @Test
    void whoJoinsAndLeavesAGroupAppearsOnItsOpenWatchAndDisappears() throws Exception {
        Feed feed = new Feed(signIn(bob, "another secret"));
        feed.say("{'type':'watch','id':'w','group':'desk'}");
        feed.next("snapshot");

        desk("\"alice@example.com\",\"bob@example.com\"");
        JsonNode joined = feed.next("delta");
        desk("\"bob@example.com\"");
        JsonNode left = feed.next("delta");

        assertThat(joined.at("/presence/0/address").asText()).isEqualTo("bob@example.com");
        assertThat(left.at("/removed/0").asText()).isEqualTo("alice@example.com");
    }

    @Test
    void aCachedAnswerIsStaleAsSoonAsTheViewerSeesMoreOrLess() throws Exception {
        String token = signIn(bob, "another secret");
        String presence = "/v1/presence/alice@example.com";
        String asColleague =
                call(token, "GET", presence, "").headers().firstValue("ETag").orElseThrow();
        assertThat(call(token, "GET", presence, "", "If-None-Match", asColleague)
                        .statusCode())
                .isEqualTo(304);

        desk("\"alice@example.com\",\"bob@example.com\"");
        HttpResponse<String> asTeamMate = call(token, "GET", presence, "", "If-None-Match", asColleague);
        String teamMates = asTeamMate.headers().firstValue("ETag").orElseThrow();
        asAdministrator("DELETE", "/v1/groups/desk", "");
        HttpResponse<String> again = call(token, "GET", presence, "", "If-None-Match", teamMates);

        assertThat(asTeamMate.statusCode()).isEqualTo(200);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.headers().firstValue("ETag")).contains(asColleague);
    }

    @Test
    void removingAPersonEndsTheirTokensFeedsAndSubscriptions() throws Exception {
        String token = signIn(bob, "another secret");
        Feed feed = new Feed(token);
        feed.say("{'type':'watch','id':'w','addresses':['alice@example.com']}");
        feed.next("snapshot");
        RecordingWatcherChannel phone = new RecordingWatcherChannel();
        server.core().watching.subscribe(Caller.of(bob), alice, phone).join();

        asAdministrator("DELETE", "/v1/admin/people/bob@example.com", "");

        assertThat(feed.closed.get(10, TimeUnit.SECONDS)).isEqualTo(4403);
        assertThat(call(token, "GET", "/v1/me", "").statusCode()).isEqualTo(401);
        await().untilAsserted(() -> assertThat(server.core().watching.count()).isZero());
        phone.assertEnded(WatcherChannel.EndReason.REJECTED);
    }

    @Test
    void removingAPersonWithdrawsThemFromWhoeverWatches() throws Exception {
        Feed feed = new Feed(signIn(bob, "another secret"));
        String token = signIn(bob, "another secret");
        feed.say("{'type':'watch','id':'w','addresses':['alice@example.com']}");
        feed.next("snapshot");
        String seen = call(token, "GET", "/v1/presence/alice@example.com", "")
                .headers()
                .firstValue("ETag")
                .orElseThrow();

        asAdministrator("DELETE", "/v1/admin/people/alice@example.com", "");

        assertThat(feed.next("withdrawn").path("address").asText()).isEqualTo("alice@example.com");
        assertThat(call(token, "GET", "/v1/presence/alice@example.com", "", "If-None-Match", seen)
                        .statusCode())
                .isEqualTo(404);
    }
}
