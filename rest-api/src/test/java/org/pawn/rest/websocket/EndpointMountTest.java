package org.pawn.rest.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pawn.rest.RestConfig;
import org.pawn.rest.RestFixture;

/** Who may open another edge's WebSocket, and what no client can do to the server over it (RFC 6455). */
@Timeout(60)
final class EndpointMountTest {
    private RestFixture server = new RestFixture();

    @AfterEach
    void stop() {
        server.close();
    }

    private RawWebSocket connect(String... headers) throws IOException {
        return new RawWebSocket(server.api.http().orElseThrow(), "/sip", headers);
    }

    private RawWebSocket sip() throws IOException {
        return connect("Sec-WebSocket-Protocol", "sip");
    }

    private int status(String... headers) throws IOException {
        try (RawWebSocket client = connect(headers)) {
            return client.status();
        }
    }

    @Test
    void theSubProtocolIsRequiredAndNamedInTheAnswer() throws IOException {
        assertThat(status()).isEqualTo(400);
        assertThat(status("Sec-WebSocket-Protocol", "pawn.v1")).isEqualTo(400);
        assertThat(status("Sec-WebSocket-Protocol", "SIP")).isEqualTo(400);
        try (RawWebSocket client = connect("Sec-WebSocket-Protocol", "msrp, sip")) {
            assertThat(client.status()).isEqualTo(101);
            assertThat(client.answerHead()).containsIgnoringCase("\r\nSec-WebSocket-Protocol: sip\r\n");
        }
    }

    @Test
    void foreignPagesAreRefusedBeforeTheUpgradeAndOwnOnesAreNot() throws IOException {
        for (String origin : List.of("https://evil.example", "null", "https://example.com.evil.example", "file://")) {
            assertThat(status("Sec-WebSocket-Protocol", "sip", "Origin", origin))
                    .as(origin)
                    .isEqualTo(403);
        }
        assertThat(status("Sec-WebSocket-Protocol", "sip", "Origin", "https://example.com"))
                .isEqualTo(101);
        assertThat(status("Sec-WebSocket-Protocol", "sip", "Origin", "http://pawn.example"))
                .isEqualTo(101);
        await().untilAsserted(() -> assertThat(server.guest.clients).hasSize(2));
    }

    @Test
    void theEndpointLearnsWhoCameAndByWhichName() throws IOException {
        try (RawWebSocket client = sip()) {
            client.text("hello");
            client.next();

            WebSocketEndpoint.Client seen = server.guest.clients.get(0);
            assertThat(seen.address().getPort()).isEqualTo(client.localPort());
            assertThat(seen.address().getAddress().isLoopbackAddress()).isTrue();
            assertThat(seen.secure()).isFalse();
            assertThat(seen.reachedAt())
                    .isEqualTo("pawn.example:" + server.api.http().orElseThrow().getPort());
        }
    }

    @Test
    void whatATrustedProxySaysOfTheClientCountsAndNamesAreNotLookedUp() throws IOException {
        server.close();
        server = new RestFixture(config -> new RestConfig(
                config.http(),
                config.https(),
                config.domains(),
                config.publicUrl(),
                config.allowedOrigins(),
                Set.of("127.0.0.1"),
                config.exempt(),
                config.digestAlgorithms(),
                config.version()));
        Map<String, String> taken =
                Map.of("192.0.2.7", "192.0.2.7", "2001:db8::7", "2001:db8:0:0:0:0:0:7", "dead.beef", "127.0.0.1");
        for (Map.Entry<String, String> said : taken.entrySet()) {
            try (RawWebSocket client = connect("Sec-WebSocket-Protocol", "sip", "X-Forwarded-For", said.getKey())) {
                assertThat(client.status()).isEqualTo(101);
                client.text("hello");
                client.next();
            }

            WebSocketEndpoint.Client seen = server.guest.clients.get(server.guest.clients.size() - 1);
            assertThat(seen.address().getAddress().getHostAddress()).isEqualTo(said.getValue());
        }
    }

    @Test
    void textAndBinaryPassWholeInPiecesAndUpToTheBound() throws IOException {
        try (RawWebSocket client = sip()) {
            client.text("Grüße");
            assertThat(client.next().text()).isEqualTo("Grüße");
            client.frame(0x82, true, new byte[] {(byte) 0xff, 0});
            RawWebSocket.Frame binary = client.next();
            assertThat(binary.opcode()).isEqualTo(RawWebSocket.BINARY);
            assertThat(binary.payload()).containsExactly(0xff, 0);
            client.frame(RawWebSocket.TEXT, true, "in ".getBytes(StandardCharsets.UTF_8));
            client.frame(0x80 | RawWebSocket.PING, true, new byte[] {7});
            client.frame(0x80, true, "pieces".getBytes(StandardCharsets.UTF_8));
            assertThat(client.next().opcode()).isEqualTo(RawWebSocket.PONG);
            assertThat(client.next().text()).isEqualTo("in pieces");
            client.text("x".repeat(GuestEndpoint.MAX_MESSAGE_BYTES));
            for (int length = 0; length < GuestEndpoint.MAX_MESSAGE_BYTES; ) {
                length += client.next().payload().length;
            }
        }
    }

    @Test
    void hostileFramesEndTheirOwnConnectionOnly() throws IOException {
        Map<String, Integer> codes = new LinkedHashMap<>();
        try (RawWebSocket good = sip()) {
            try (RawWebSocket client = sip()) {
                client.frame(0x81, false, new byte[] {'x'});
                codes.put("unmasked", client.closeCode());
            }
            try (RawWebSocket client = sip()) {
                client.frame(0x83, true, new byte[] {'x'});
                codes.put("reserved opcode", client.closeCode());
            }
            try (RawWebSocket client = sip()) {
                client.frame(0xc1, true, new byte[] {'x'});
                codes.put("reserved bit", client.closeCode());
            }
            try (RawWebSocket client = sip()) {
                client.frame(0x81, true, new byte[] {(byte) 0xc0, (byte) 0xae});
                codes.put("overlong UTF-8", client.closeCode());
            }
            try (RawWebSocket client = sip()) {
                client.text("x".repeat(GuestEndpoint.MAX_MESSAGE_BYTES + 1));
                codes.put("too long", client.closeCode());
            }
            try (RawWebSocket client = sip()) {
                client.frame(0x80, true, new byte[] {'x'});
                codes.put("continuation of nothing", client.closeCode());
            }
            good.text("still here");

            assertThat(good.next().text()).isEqualTo("still here");
            assertThat(codes)
                    .containsEntry("unmasked", 1002)
                    .containsEntry("reserved opcode", 1002)
                    .containsEntry("reserved bit", 1002)
                    .containsEntry("overlong UTF-8", 1007)
                    .containsEntry("too long", 1009)
                    .containsEntry("continuation of nothing", 1002);
            assertThat(server.guest.messages).containsExactly("still here");
        }
    }

    @Test
    void theEndpointSaysBeforeEachMessageHowLongItMayBe() throws IOException {
        try (RawWebSocket client = sip()) {
            client.text("x".repeat(GuestEndpoint.FEW_BYTES + 1));
            client.next();
            client.text("less");
            client.next();
            client.text("x".repeat(GuestEndpoint.FEW_BYTES));
            client.next();

            client.text("x".repeat(GuestEndpoint.FEW_BYTES + 1));

            assertThat(client.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void whomTheEndpointClosesAtOnceItHearsTheEndOfOnce() throws Exception {
        server.guest.refusing = true;
        try (RawWebSocket client = sip()) {
            assertThat(client.closeCode()).isEqualTo(1001);
        }
        server.time.advance(Duration.ofSeconds(3));

        assertThat(server.guest.endings.poll(10, TimeUnit.SECONDS)).isEqualTo("closed");
        assertThat(server.guest.endings.poll(100, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void theNextMessageIsReadOnlyOnceTheLastIsHandled() throws Exception {
        try (RawWebSocket client = sip()) {
            client.text("hold");
            Runnable next = server.guest.held.poll(10, TimeUnit.SECONDS);
            client.text("hold");
            client.frame(0x80 | RawWebSocket.PING, true, new byte[0]);

            assertThat(server.guest.held.poll(200, TimeUnit.MILLISECONDS)).isNull();
            next.run();

            server.guest.held.poll(10, TimeUnit.SECONDS).run();
            assertThat(client.next().opcode()).isEqualTo(RawWebSocket.PONG);
            assertThat(server.guest.messages).containsExactly("hold", "hold");
        }
    }

    @Test
    void whoDoesNotReadIsEndedAndHoldsNoMoreThanItsBound() throws Exception {
        try (RawWebSocket client = sip()) {
            client.text("flood");

            await().untilAsserted(() -> assertThat(server.guest.endings)
                    .containsExactlyInAnyOrder("the client reads too slowly", "closed"));
        }
    }

    @Test
    void whoAnswersNoPingIsGoneAndWhoDoesStays() throws Exception {
        try (RawWebSocket silent = sip();
                RawWebSocket alive = sip()) {
            await().until(() -> server.guest.clients.size() == 2);
            for (int ping = 0; ping < 3; ping++) {
                server.time.advance(EndpointSocket.PING_EVERY);
                assertThat(alive.next().opcode()).isEqualTo(RawWebSocket.PING);
                alive.frame(0x80 | RawWebSocket.PONG, true, new byte[0]);
                alive.text("still here");
                assertThat(alive.next().text()).isEqualTo("still here");
            }

            assertThat(server.guest.endings.poll(10, TimeUnit.SECONDS)).isEqualTo("closed");
            assertThatThrownBy(() -> {
                        while (true) {
                            silent.next();
                        }
                    })
                    .isInstanceOfAny(EOFException.class, SocketException.class);
            assertThat(server.guest.endings.poll(Duration.ofMillis(100).toMillis(), TimeUnit.MILLISECONDS))
                    .isNull();
        }
    }

    @Test
    void aServerThatStopsSaysSo() throws IOException {
        try (RawWebSocket client = sip()) {
            client.text("hello");
            client.next();

            server.api.close();

            assertThat(client.closeCode()).isEqualTo(1001);
        }
    }
}
