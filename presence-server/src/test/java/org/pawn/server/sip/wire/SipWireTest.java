package org.pawn.server.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.server.sip.SipTestClient;

/** Requests and answers, both ways. */
@Timeout(120)
final class SipWireTest extends RunningWire {
    @ParameterizedTest
    @ValueSource(strings = {"UDP", "TCP"})
    void aRequestIsAnsweredToWhereItCameFrom(String transport) {
        try (SipTestClient client = client(transport)) {
            client.send(options(client, "c1", "Content-Length: 5\r\n\r\nhello"));

            String answer = client.awaitResponse("c1", 1);

            assertThat(answer).startsWith("SIP/2.0 200 OK\r\n").contains("X-Body: hello\r\n");
            assertThat(SipTestClient.header(answer, "Via").orElseThrow())
                    .contains(";received=127.0.0.1")
                    .contains(";rport=" + client.port());
            assertThat(SipTestClient.header(answer, "To").orElseThrow()).matches(".*;tag=[0-9a-f]+");
        }
    }

    @Test
    void rfc3581APeersOwnClaimOfItsAddressIsNotBelieved() {
        try (SipTestClient client = client("UDP")) {
            String request = options(client, "c1", "Content-Length: 0\r\n\r\n")
                    .replace(";rport", ";rport=9;received=192.0.2.66");

            client.send(request);

            assertThat(client.awaitResponse("c1", 1))
                    .doesNotContain("192.0.2.66")
                    .doesNotContain("rport=9;");
        }
    }

    @Test
    void rfc3261Section1722ARetransmissionGetsTheSameAnswerAndIsHandledOnce() {
        try (SipTestClient client = client("UDP")) {
            String request = options(client, "c1", "Content-Length: 0\r\n\r\n");

            client.send(request);
            String first = client.awaitResponse("c1", 1);
            client.send(request);
            String second = client.awaitResponse("c1", 1);

            assertThat(second).isEqualTo(first);
            assertThat(requests).hasSize(1);
        }
    }

    @Test
    void whateverAHandlerThrowsBecomesA500AndTheNextRequestIsServed() {
        try (SipTestClient client = client("UDP")) {
            failing = true;
            client.send(options(client, "c1", "Content-Length: 0\r\n\r\n"));
            assertThat(client.awaitResponse("c1", 1)).startsWith("SIP/2.0 500 ");

            failing = false;
            assertAlive(client);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UDP", "TCP"})
    void aRequestToAClientGoesToWhereTheClientCameFromWhateverItsUri(String transport) throws InterruptedException {
        BlockingQueue<SipAnswer> answers = new LinkedBlockingQueue<>();
        try (SipTestClient client = client(transport)) {
            wire.send(notify(peerOf(client)), answers::add);

            String request = client.awaitRequest("NOTIFY");

            assertThat(request)
                    .startsWith("NOTIFY sip:alice@192.0.2.9 SIP/2.0\r\n")
                    .endsWith("\r\n\r\nbody");
            assertThat(request).doesNotContain("\nX-Evil");
            assertThat(answers.take().status()).isEqualTo(200);
            assertThat(wire.outstanding()).isZero();
        }
    }

    @Test
    void overUdpAnUnansweredRequestIsSentAgainAfterHalfASecond() {
        BlockingQueue<SipAnswer> answers = new LinkedBlockingQueue<>();
        try (SipTestClient client = client("UDP")) {
            SipPeer peer = peerOf(client);
            client.answering(false);
            wire.send(notify(peer), answers::add);

            String first = client.awaitRequest("NOTIFY");
            String again = client.awaitRequest("NOTIFY");
            client.send(SipTestClient.answerTo(again, 481));

            assertThat(again).isEqualTo(first);
            await().untilAsserted(() ->
                    assertThat(answers).extracting(SipAnswer::status).containsExactly(481));
        }
    }

    @Test
    void whenAClientLeavesItsFlowIsToldAndRequestsToItFailAtOnce() throws InterruptedException {
        BlockingQueue<SipAnswer> answers = new LinkedBlockingQueue<>();
        SipTestClient client = client("TCP");
        SipPeer peer = peerOf(client);
        client.close();

        await().untilAsserted(() -> assertThat(lost).containsExactly(peer));
        wire.send(notify(peer), answers::add);

        assertThat(answers.take().status()).isEqualTo(SipAnswer.NOT_SENT);
        assertThat(wire.connectionCount()).isZero();
    }

    @Test
    void afterClosingNoThreadIsLeft() {
        assertThat(ofThisWire).isNotEmpty();

        wire.close();

        await().untilAsserted(() -> assertThat(ofThisWire).noneMatch(Thread::isAlive));
    }

    @Test
    void aBusyPortIsNamed() {
        WireConfig same = WireConfig.of(wire.plain(), Optional.empty(), Optional.empty(), 20, Set.of(), true);
        try (SipWire second = new SipWire(same, time, timers, new SecureRandom(), new Echo())) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(":" + wire.plain().orElseThrow().getPort() + "/");
        }
    }

    private SipPeer peerOf(SipTestClient client) {
        assertAlive(client);
        return requests.get(requests.size() - 1).peer();
    }

    private static SipOutbound notify(SipPeer target) {
        return new SipOutbound(
                "NOTIFY",
                "sip:alice@192.0.2.9",
                List.of(
                        new SipHeader("From", "<sip:bob@example.com>;tag=1"),
                        new SipHeader("To", "<sip:alice@example.com>;tag=2"),
                        new SipHeader("Call-ID", "n1"),
                        new SipHeader("CSeq", "1 NOTIFY"),
                        new SipHeader("Subject", "a\r\nX-Evil: b")),
                "body".getBytes(StandardCharsets.UTF_8),
                target);
    }
}
