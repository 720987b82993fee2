package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.pawn.server.sip.SipTestClient.body;
import static org.pawn.server.sip.SipTestClient.header;
import static org.pawn.server.sip.SipTestClient.status;

import java.net.InetSocketAddress;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pawn.server.main.TestServer;
import org.pawn.server.sip.wire.SipFrames;
import org.pawn.server.sip.wire.SipPeer;
import org.pawn.server.sip.wire.SipSocket;
import org.pawn.server.sip.wire.Transport;
import org.pawn.time.SettableTime;

/** RFC 7118, against the whole server on its HTTP port. */
@Timeout(60)
final class Rfc7118WebSocketTest {
    private static final String PASSWORD = "secret";

    @TempDir
    Path data;

    private TestServer server;

    @BeforeEach
    void start() {
        start(TestServer.start(data));
    }

    private void start(TestServer fresh) {
        server = fresh;
        server.person("alice@example.com", "Alice", PASSWORD);
        server.person("bob@example.com", "Bob", PASSWORD);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private SipUser browser(String name) {
        return new SipUser(new SipTestClient("WS", WebSocketLine.plain(server.http())), name, PASSWORD);
    }

    private SipUser phone(String name) {
        String[] address = server.sip().split(":");
        return new SipUser(
                SipTestClient.udp(new InetSocketAddress(address[0], Integer.parseInt(address[1]))), name, PASSWORD);
    }

    private static int tuples(String notify) {
        return notify.split("<tuple ").length - 1;
    }

    private static boolean isNotifiedOfClosed(SipUser watcher) {
        return watcher.client
                .await(
                        message -> message.startsWith("NOTIFY") && message.contains("<basic>closed</basic>"),
                        Duration.ofMillis(100))
                .isPresent();
    }

    @Test
    void aBrowserRegistersWithDigestAndIsToldWhoItIs() {
        try (SipUser alice = browser("alice")) {
            String challenge = alice.register(60).send();
            String answer = alice.register(60).sendSigned();

            assertThat(status(challenge)).isEqualTo(401);
            assertThat(status(answer)).isEqualTo(200);
            assertThat(header(answer, "Contact").orElseThrow()).contains("<" + alice.client.contact("alice") + ">");
            assertThat(header(answer, "Via").orElseThrow()).contains(".invalid").contains("received=127.0.0.1");
        }
    }

    @Test
    void aWrongPasswordIsRefusedAsOnEveryTransport() {
        SipTestClient line = new SipTestClient("WS", WebSocketLine.plain(server.http()));
        try (SipUser guesser = new SipUser(line, "alice", "guess")) {
            assertThat(status(guesser.register(60).sendSigned())).isEqualTo(401);
        }
    }

    @Test
    void messagesPassBothWaysThoughItsContactNamesNoHost() {
        try (SipUser alice = browser("alice");
                SipUser bob = phone("bob")) {
            alice.register(60).sendSigned();
            bob.register(60).sendSigned();

            assertThat(status(bob.message("alice", "Grüße").sendSigned())).isEqualTo(200);
            assertThat(status(alice.message("bob", "back").sendSigned())).isEqualTo(200);

            String reached = alice.client.awaitRequest("MESSAGE");
            assertThat(reached).startsWith("MESSAGE " + alice.client.contact("alice") + " SIP/2.0\r\n");
            assertThat(header(reached, "Via").orElseThrow()).startsWith("SIP/2.0/WS 127.0.0.1:");
            assertThat(body(reached)).isEqualTo("Grüße");
            assertThat(body(bob.client.awaitRequest("MESSAGE"))).isEqualTo("back");
        }
    }

    @Test
    void notificationsComeDownTheSameConnectionWithAContactThatLeadsBackUpIt() {
        try (SipUser alice = browser("alice");
                SipUser bob = phone("bob")) {
            String accepted = alice.subscribe("bob", 60).sendSigned();
            String before = alice.client.awaitRequest("NOTIFY");
            bob.register(60).sendSigned();
            bob.publish("open", "<rpid:busy/>").sendSigned();

            String after = alice.client.await(message -> message.startsWith("NOTIFY") && message.contains("busy"));

            String ours = "<sip:" + server.http().substring("http://".length()) + ";transport=ws>";
            assertThat(status(accepted)).isEqualTo(200);
            assertThat(header(accepted, "Contact")).contains(ours);
            assertThat(header(after, "Contact")).contains(ours);
            assertThat(before).startsWith("NOTIFY " + alice.client.contact("alice") + " SIP/2.0\r\n");
        }
    }

    @Test
    void aRouteThatNamesUsAsTheBrowserDoesIsOursAndAnyOtherIsNot() throws InterruptedException {
        BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        try (SipServer behindAProxy = new SipServer()) {
            SipFrames browser = behindAProxy.sip.connect(
                    new SipPeer(Transport.WSS, new InetSocketAddress("192.0.2.7", 4711)),
                    "pawn.example:443",
                    new SipSocket() {
                        @Override
                        public void write(byte[] bytes) {
                            answers.add(new String(bytes, StandardCharsets.UTF_8));
                        }

                        @Override
                        public void close() {}
                    });
            String options = "OPTIONS sip:example.com SIP/2.0\r\nVia: SIP/2.0/WSS x.invalid;branch=z9hG4bK1\r\n"
                    + "From: <sip:alice@example.com>;tag=1\r\nTo: <sip:example.com>\r\nCall-ID: 1\r\n"
                    + "CSeq: 1 OPTIONS\r\nRoute: <sip:%s;transport=ws;lr>\r\n\r\n";

            browser.message(options.formatted("pawn.example").getBytes(StandardCharsets.UTF_8), () -> {});
            assertThat(status(answers.poll(10, TimeUnit.SECONDS))).isEqualTo(200);
            browser.message(options.formatted("elsewhere.example").getBytes(StandardCharsets.UTF_8), () -> {});
            assertThat(status(answers.poll(10, TimeUnit.SECONDS))).isEqualTo(403);
        }
    }

    @Test
    void theSameOverTls() throws GeneralSecurityException {
        SipTestClient line = new SipTestClient("WSS", WebSocketLine.secure(server.https(), AnyCertificate.context()));
        try (SipUser alice = new SipUser(line, "alice", PASSWORD);
                SipUser bob = phone("bob")) {
            assertThat(status(alice.register(60).sendSigned())).isEqualTo(200);
            assertThat(status(bob.message("alice", "over TLS").sendSigned())).isEqualTo(200);

            String reached = alice.client.awaitRequest("MESSAGE");
            assertThat(header(reached, "Via").orElseThrow()).startsWith("SIP/2.0/WSS 127.0.0.1:");
            assertThat(body(reached)).isEqualTo("over TLS");
        }
    }

    @Test
    void whenTheConnectionEndsSoDoesWhatWasBoundToIt(@TempDir Path other) {
        SettableTime time = new SettableTime(Instant.parse("2030-03-04T12:00:00Z"));
        server.close();
        start(TestServer.start(other, Map.of("presence.notifyInterval", "PT0S"), time));
        try (SipUser bob = phone("bob")) {
            SipUser alice = browser("alice");
            alice.register(3600).sendSigned();
            alice.publish("open", "<rpid:busy/>").with("Expires", "3600").sendSigned();
            bob.subscribe("alice", 3600).sendSigned();
            bob.client.await(message -> message.startsWith("NOTIFY") && message.contains("busy"));

            alice.close();

            bob.client.await(message -> message.startsWith("NOTIFY") && tuples(message) == 1); // the binding is gone
            await("the end of a device's grace of 10 s").until(() -> {
                time.advance(Duration.ofSeconds(1));
                return isNotifiedOfClosed(bob);
            });
            assertThat(status(bob.message("alice", "later").sendSigned())).isEqualTo(202);
        }
    }

    @Test
    void binaryFramesAreReadTooAndWhatIsNotTextIsWrittenSo() {
        WebSocketLine line = WebSocketLine.plain(server.http()).inBinary();
        try (SipUser alice = new SipUser(new SipTestClient("WS", line), "alice", PASSWORD);
                SipUser bob = phone("bob")) {
            assertThat(status(alice.register(60).sendSigned())).isEqualTo(200);
            SipUser.Request message = bob.message("alice", "");
            String signed = message.signedFor(message.send()).text();
            byte[] head =
                    signed.replace("Content-Length: 0", "Content-Length: 2").getBytes(StandardCharsets.UTF_8);
            byte[] whole = Arrays.copyOf(head, head.length + 2);
            whole[head.length] = (byte) 0xff;

            bob.client.send(whole);

            assertThat(body(alice.client.awaitRequest("MESSAGE"))).isEqualTo("\u00ff\0");
        }
    }

    @Test
    void aDoubleLineEndIsAKeepAlive() {
        try (SipTestClient client = new SipTestClient("WS", WebSocketLine.plain(server.http()))) {
            client.send("\r\n\r\n");

            assertThat(client.await("\r\n"::equals)).isEqualTo("\r\n");
        }
    }

    @Test
    void aMessageNeedsNoContentLengthAndAFrameHoldsOnlyOne() {
        try (SipUser alice = browser("alice")) {
            String options = alice.request("OPTIONS", "sip:example.com").text();
            alice.client.send(options.replace("Content-Length: 0\r\n", ""));
            assertThat(status(alice.client.await(message -> message.startsWith("SIP/2.0"))))
                    .isEqualTo(200);

            alice.client.send(alice.request("OPTIONS", "sip:example.com").text() + options);

            assertThat(alice.client.await(message -> message.startsWith("SIP/2.0")))
                    .startsWith("SIP/2.0 400 More than one message in a frame");
        }
    }

    @Test
    void rubbishFromAStrangerEndsItsConnectionAndFromSomeoneKnownDoesNot() {
        WebSocketLine stranger = WebSocketLine.plain(server.http());
        try (SipUser alice = browser("alice")) {
            alice.register(60).sendSigned();

            stranger.send("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            alice.client.send("rubbish");

            assertThat(stranger.closeCode()).isEqualTo(1001);
            assertThat(status(alice.register(60).sendSigned())).isEqualTo(200);
        }
    }

    @Test
    void aFrameLongerThanAnyMessageEndsTheConnection() {
        try (SipUser alice = browser("alice")) {
            alice.register(60).sendSigned();
            WebSocketLine stranger = WebSocketLine.plain(server.http());

            stranger.send(new byte[17 * 1024]);
            assertThat(status(alice.request("MESSAGE", alice.address())
                            .without("Contact")
                            .body("text/plain", "x".repeat(60 * 1024))
                            .sendSigned()))
                    .isBetween(200, 202);
            alice.client.send("x".repeat(81 * 1024));

            assertThat(stranger.closeCode()).isEqualTo(1009);
            await().until(alice.client::isClosedByServer);
        }
    }

    @Test
    void foreignPagesAndOtherProtocolsDoNotGetIn() {
        assertThatThrownBy(() -> WebSocketLine.plain(server.http(), "Origin", "https://evil.example"))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(403));
        try (SipTestClient own = new SipTestClient("WS", WebSocketLine.plain(server.http(), "Origin", server.http()))) {
            own.send("\r\n\r\n");
            assertThat(own.await("\r\n"::equals)).isEqualTo("\r\n");
        }
    }

    @Test
    void aServerThatStopsEndsSubscriptionsBeforeTheConnection(@TempDir Path other) {
        TestServer stopping = TestServer.start(other);
        stopping.person("alice@example.com", "Alice", PASSWORD);
        WebSocketLine line = WebSocketLine.plain(stopping.http());
        try (SipUser alice = new SipUser(new SipTestClient("WS", line), "alice", PASSWORD)) {
            alice.subscribe("alice", 60).sendSigned();
            alice.client.awaitRequest("NOTIFY");

            stopping.close();

            String last = alice.client.awaitRequest("NOTIFY");
            assertThat(header(last, "Subscription-State")).contains("terminated;reason=deactivated");
            assertThat(line.closeCode()).isEqualTo(1001);
            await().until(alice.client::isClosedByServer);
        }
    }
}
