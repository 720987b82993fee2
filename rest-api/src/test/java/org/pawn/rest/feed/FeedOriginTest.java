package org.pawn.rest.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.rest.RestFixture.ALICE;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pawn.access.Level;
import org.pawn.access.Scope;
import org.pawn.access.TokenRequest;
import org.pawn.rest.RestFixture;

/** A page of somebody else's does not open a feed (SECURITY-MODEL T23). */
final class FeedOriginTest {
    private final RestFixture server = new RestFixture();

    @AfterEach
    void stop() {
        server.close();
    }

    private int upgrade(String... headers) throws IOException {
        var address = server.api.http().orElseThrow();
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(10_000);
            StringBuilder request = new StringBuilder("GET /v1/feed HTTP/1.1\r\nHost: 127.0.0.1:" + address.getPort()
                    + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
            for (int i = 0; i < headers.length; i += 2) {
                request.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
            }
            socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            String head = new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
            return Integer.parseInt(head.substring(9, 12));
        }
    }

    @Test
    void foreignPagesAreRefusedBeforeTheUpgrade() throws IOException {
        for (String origin : List.of(
                "https://evil.example",
                "null",
                "https://example.com.evil.example",
                "https://evilexample.com",
                "file://",
                "http://127.0.0.1.evil.example",
                "https://example.com@evil.example",
                "chrome-extension://abc",
                "https://",
                "https://evil.example/?https://example.com",
                "//example.com",
                "example.com",
                "*")) {
            assertThat(upgrade("Origin", origin)).as(origin).isEqualTo(403);
        }
        assertThat(upgrade("Origin", "https://example.com", "Origin", "https://evil.example"))
                .isEqualTo(403);
    }

    @Test
    void noOriginOurOwnHostAndServedDomainsAreAccepted() throws IOException {
        assertThat(upgrade()).isEqualTo(101);
        assertThat(upgrade("Origin", "http://127.0.0.1")).isEqualTo(101);
        assertThat(upgrade("Origin", "https://example.com")).isEqualTo(101);
    }

    @Test
    void aTokensOriginIsAcceptedForThatTokenAlone() throws IOException {
        String page = server.issue(new TokenRequest(
                        "alice@example.com",
                        Optional.of(ALICE),
                        Level.COMPANY,
                        Set.of(Scope.PRESENCE_READ),
                        Set.of("https://portal.example"),
                        Duration.ofHours(1)))
                .secret();

        assertThat(upgrade("Origin", "https://portal.example")).isEqualTo(101);
        FeedClient right = FeedClient.open(server, "Origin", "https://portal.example");
        right.say("{'type':'hello','token':'" + page + "'}");
        assertThat(right.next().path("type").asText()).isEqualTo("welcome");
        FeedClient wrong = FeedClient.open(server, "Origin", "https://example.com");
        wrong.say("{'type':'hello','token':'" + page + "'}");
        assertThat(wrong.closeCode()).isEqualTo(4403);
    }

    @Test
    void aWrongTokenInTheHeaderIsRefusedBeforeTheUpgrade() throws IOException {
        assertThat(upgrade("Authorization", "Bearer pawn_none")).isEqualTo(401);
        assertThat(upgrade("Authorization", "Basic YTpi")).isEqualTo(401);
        assertThat(upgrade("Sec-WebSocket-Protocol", "sip")).isEqualTo(400);
    }
}
