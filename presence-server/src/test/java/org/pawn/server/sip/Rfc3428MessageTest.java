package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pawn.server.sip.SipTestClient.body;
import static org.pawn.server.sip.SipTestClient.header;
import static org.pawn.server.sip.SipTestClient.status;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.presence.Availability;
import org.pawn.server.main.TestServer;
import org.pawn.time.SettableTime;

/** RFC 3428. */
@Timeout(60)
final class Rfc3428MessageTest {
    private final SipServer server = new SipServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private SipUser user(String transport, String name) {
        return SipUser.of(
                transport.equals("UDP") ? SipTestClient.udp(server.plain()) : SipTestClient.tcp(server.plain()), name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UDP", "TCP"})
    void section7AMessageReachesEveryRegisteredDeviceAndIsAnswered200(String transport) {
        try (SipUser alice = user("UDP", "alice");
                SipUser desk = user(transport, "bob");
                SipUser phone = user("TCP", "bob")) {
            desk.register(60).sendSigned();
            phone.register(60).sendSigned();

            String answer = alice.message("bob", "Grüße, Bob").sendSigned();

            assertThat(status(answer)).isEqualTo(200);
            for (SipUser bob : new SipUser[] {desk, phone}) {
                String message = bob.client.awaitRequest("MESSAGE");
                assertThat(message).startsWith("MESSAGE " + bob.client.contact("bob") + " SIP/2.0\r\n");
                assertThat(header(message, "From").orElseThrow()).startsWith("<sip:alice@example.com>;tag=");
                assertThat(header(message, "Content-Type")).contains("text/plain");
                assertThat(body(message)).isEqualTo("Grüße, Bob");
            }
        }
    }

    @Test
    void anyContentPassesUntouched() {
        try (SipUser alice = user("TCP", "alice");
                SipUser bob = user("TCP", "bob")) {
            bob.register(60).sendSigned();
            String cpim = "From: <im:alice@example.com>\r\n\r\nContent-Type: text/plain\r\n\r\n hi \u0001\t ";

            alice.message("bob", "").body("message/cpim;charset=x", cpim).sendSigned();

            String message = bob.client.awaitRequest("MESSAGE");
            assertThat(header(message, "Content-Type")).contains("message/cpim;charset=x");
            assertThat(body(message)).isEqualTo(cpim);
        }
    }

    @Test
    void forSomeoneOfflineItIs202AndArrivesAtTheNextRegister() {
        try (SipUser alice = user("UDP", "alice");
                SipUser bob = user("UDP", "bob")) {
            assertThat(status(alice.message("bob", "one").sendSigned())).isEqualTo(202);
            assertThat(status(alice.message("bob", "two").sendSigned())).isEqualTo(202);

            bob.register(60).sendSigned();

            assertThat(body(bob.client.awaitRequest("MESSAGE"))).isEqualTo("one");
            String second = bob.client.awaitRequest("MESSAGE");
            assertThat(body(second)).isEqualTo("two");
            assertThat(header(second, "Date")).isPresent();
            await().untilAsserted(() -> assertThat(
                            server.messages.waiting(SipServer.address("bob")).join())
                    .isEmpty());
        }
    }

    @Test
    void aPhoneThatVanishedWithoutGoodbyeMeansKept() {
        try (SipUser alice = user("UDP", "alice")) {
            SipUser bob = user("TCP", "bob");
            bob.register(60).sendSigned();
            bob.close();

            assertThat(status(alice.message("bob", "hello?").sendSigned())).isEqualTo(202);
        }
    }

    @Test
    void aPhoneThatAnswersLateDoesNotGetItAgain(@TempDir Path data) {
        SettableTime time = new SettableTime(Instant.parse("2030-03-04T12:00:00Z"));
        try (TestServer slow = TestServer.start(data, Map.of(), time)) {
            slow.person("alice@example.com", "Alice", SipServer.PASSWORD);
            slow.person("bob@example.com", "Bob", SipServer.PASSWORD);
            String[] parts = slow.sip().split(":");
            InetSocketAddress address = new InetSocketAddress(parts[0], Integer.parseInt(parts[1]));
            try (SipUser alice = SipUser.of(SipTestClient.udp(address), "alice");
                    SipUser bob = SipUser.of(SipTestClient.tcp(address), "bob")) {
                bob.register(60).sendSigned();
                bob.client.answering(false);
                SipUser.Request message = alice.message("bob", "once");
                alice.client.send(message.signedFor(message.send()).text());
                String first = bob.client.awaitRequest("MESSAGE");

                time.advance(Duration.ofSeconds(8));
                String answer = alice.client.awaitRequestOrResponse("SIP/2.0 202");
                bob.client.send(SipTestClient.answerTo(first, 200));
                bob.client.answering(true);
                bob.register(60).sendSigned();

                assertThat(status(answer)).isEqualTo(202);
                assertThat(bob.client.await(again -> again.startsWith("MESSAGE"), Duration.ofMillis(500)))
                        .isEmpty();
            }
        }
    }

    @Test
    void whatIsTriedAgainHasTheSameCallIdAndTagAndADeviceThatKnowsItHasIt() {
        SettableTime time = new SettableTime(Instant.parse("2030-03-04T12:00:00Z"));
        try (SipServer slow = new SipServer(time);
                SipUser alice = SipUser.of(SipTestClient.tcp(slow.plain()), "alice");
                SipUser bob = SipUser.of(SipTestClient.tcp(slow.plain()), "bob")) {
            bob.register(60).sendSigned();
            bob.client.answering(false);
            SipUser.Request message = alice.message("bob", "once");
            alice.client.send(message.signedFor(message.send()).text());
            String first = bob.client.awaitRequest("MESSAGE");
            time.advance(Duration.ofSeconds(8));
            alice.client.awaitRequestOrResponse("SIP/2.0 202");

            bob.register(60).sendSigned();
            String again = bob.client.awaitRequest("MESSAGE");
            bob.client.send(SipTestClient.answerTo(again, 482));

            assertThat(header(again, "Call-ID")).isEqualTo(header(first, "Call-ID"));
            assertThat(header(again, "From")).isEqualTo(header(first, "From"));
            assertThat(header(again, "Via")).isNotEqualTo(header(first, "Via"));
            await().untilAsserted(() -> assertThat(
                            slow.messages.waiting(SipServer.address("bob")).join())
                    .isEmpty());
        }
    }

    @Test
    void whatASenderRepeatsByAnotherConnectionBecauseNoAnswerCameIsSentOnce() {
        try (SipUser alice = user("TCP", "alice");
                SipTestClient other = SipTestClient.tcp(server.plain());
                SipUser bob = user("TCP", "bob")) {
            bob.register(60).sendSigned();
            SipUser.Request message = alice.message("bob", "once");
            String first = message.sendSigned();
            String callId = header(first, "Call-ID").orElseThrow();
            String sequence = header(first, "CSeq").orElseThrow();
            String nonceOfItsOwn = alice.message("bob", "once").send();

            SipUser.Request repeated = alice.message("bob", "once").signedFor(nonceOfItsOwn);
            other.send(repeated.with("Call-ID", callId).with("CSeq", sequence).text());
            String second = other.await(answer -> answer.startsWith("SIP/2.0 2") && answer.contains(callId));

            assertThat(status(second)).isEqualTo(status(first)).isEqualTo(200);
            bob.client.awaitRequest("MESSAGE");
            assertThat(bob.client.await(more -> more.startsWith("MESSAGE"), Duration.ofMillis(300)))
                    .isEmpty();
        }
    }

    @Test
    void whoWantsNoDisturbanceGetsItAfterwards() {
        try (SipUser alice = user("UDP", "alice");
                SipUser bob = user("UDP", "bob")) {
            bob.register(60).sendSigned();
            String published = bob.publish("open", "<rpid:presentation/>").sendSigned();
            assertThat(server.presence.current(SipServer.address("bob")).availability())
                    .isEqualTo(Availability.DO_NOT_DISTURB);

            assertThat(status(alice.message("bob", "later").sendSigned())).isEqualTo(202);
            assertThat(bob.client.await(message -> message.startsWith("MESSAGE"), Duration.ofMillis(300)))
                    .isEmpty();
            bob.publish("open", "")
                    .with("SIP-If-Match", header(published, "SIP-ETag").orElseThrow())
                    .sendSigned();

            assertThat(body(bob.client.awaitRequest("MESSAGE"))).isEqualTo("later");
        }
    }

    @Test
    void isComposingForSomeoneOfflineIsNotKept() {
        try (SipUser alice = user("UDP", "alice")) {
            String answer = alice.message("bob", "")
                    .body("application/im-iscomposing+xml", "<isComposing/>")
                    .sendSigned();

            assertThat(status(answer)).isEqualTo(202);
            assertThat(server.messages.waiting(SipServer.address("bob")).join()).isEmpty();
        }
    }

    @Test
    void nobodyIs404AnotherDomain403AndNoHopsLeft483() {
        try (SipUser alice = user("UDP", "alice")) {
            assertThat(status(alice.message("nobody", "x").sendSigned())).isEqualTo(404);
            assertThat(status(alice.request("MESSAGE", "sip:bob@elsewhere.example")
                            .body("text/plain", "x")
                            .sendSigned()))
                    .isEqualTo(403);
            assertThat(status(
                            alice.message("bob", "x").with("Max-Forwards", "0").sendSigned()))
                    .isEqualTo(483);
        }
    }
}
