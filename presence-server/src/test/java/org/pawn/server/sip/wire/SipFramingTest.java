package org.pawn.server.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.server.sip.SipTestClient;

/** Where a message begins and ends, whatever pieces it comes in and whatever it says of itself. */
@Timeout(120)
final class SipFramingTest extends RunningWire {
    @Test
    void everySplitOfAMessageOverTcpGivesTheSameRequest() {
        try (SipTestClient client = client("TCP")) {
            String message = options(client, "ü-split", "Subject: Grüße\r\nContent-Length: 7\r\n\r\nGrüße");
            byte[] bytes = message.getBytes(StandardCharsets.UTF_8);

            for (int cut = 1; cut < bytes.length; cut++) {
                client.send(Arrays.copyOf(bytes, cut));
                client.send(Arrays.copyOfRange(bytes, cut, bytes.length));
                assertThat(client.awaitResponse("ü-split", 1)).contains("X-Body: Grüße\r\n");
            }
        }
        assertThat(requests)
                .allMatch(request -> request.header("subject").orElseThrow().equals("Grüße"));
    }

    @Test
    void aMessageMayComeByteByByteAndSeveralInOnePiece() {
        try (SipTestClient client = client("TCP")) {
            for (byte b : options(client, "slow", "l: 2\r\n\r\nhi").getBytes(StandardCharsets.UTF_8)) {
                client.send(new byte[] {b});
            }
            assertThat(client.awaitResponse("slow", 1)).contains("X-Body: hi\r\n");

            client.send(options(client, "one", "l: 0\r\n\r\n") + "\r\n\r\n" + options(client, "two", "l: 1\r\n\r\nx")
                    + options(client, "three", "Content-Length: 0\r\n\r\n"));
            assertThat(client.awaitResponse("three", 1)).contains("X-Body: \r\n");
            assertThat(requests).extracting(SipRequest::callId).containsExactly("slow", "one", "two", "three");
        }
    }

    @Test
    void rfc5626Section441ADoubleCrlfIsAnsweredWithASingleOne() {
        try (SipTestClient client = client("TCP")) {
            client.send("\r\n\r\n");

            assertThat(client.await(message -> message.equals("\r\n"))).isEqualTo("\r\n");
            assertAlive(client);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 2000000000\r\n\r\n",
                "Content-Length: 99999999999999999999\r\n\r\n",
                "Content-Length: -1\r\n\r\n",
                "Content-Length: 3\r\nContent-Length: 0\r\n\r\nabc",
                "Content-Length: 3\r\nl: 0\r\n\r\nabc",
                "Content-Length: x\r\n\r\n",
                "Content-Length: 0x3\r\n\r\nabc",
                "Content-Length: 70000\r\n\r\n",
            })
    void aContentLengthThatLiesGetsA4xxAndEndsTheConnectionOnly(String lie) {
        try (SipTestClient liar = client("TCP");
                SipTestClient other = client("TCP");
                SipTestClient datagrams = client("UDP")) {
            liar.send(options(liar, "c1", lie));
            datagrams.send(options(datagrams, "c1", lie));

            assertThat(liar.awaitResponse("c1", 1)).startsWith("SIP/2.0 4");
            assertThat(datagrams.awaitResponse("c1", 1)).startsWith("SIP/2.0 4");
            await().until(liar::isClosedByServer);
            assertAlive(other);
            assertAlive(datagrams);
        }
        assertThat(requests).extracting(SipRequest::callId).containsOnly("alive");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "f: <sip:bob@example.com>;tag=2\r\n",
                "From: <sip:bob@example.com>;tag=2\r\n",
                "t: <sip:bob@example.com>\r\n",
                "i: other\r\n",
                "CSeq: 2 OPTIONS\r\n",
                "X-Identity\u000b: bob\r\n",
                "X-Identity\u00a0: bob\r\n",
                "X-Identity\r: bob\r\n",
                "X Identity: bob\r\n",
                ": bob\r\n",
                "no colon\r\n",
                "X-A: a\rX-B: b\r\n",
                "X-A: a\nX-B: b\r\n",
                "X-A: \u0000\r\n",
            })
    void aHeaderThatTwoReadersCouldReadDifferentlyGetsA400(String smuggled) {
        for (String transport : List.of("UDP", "TCP")) {
            try (SipTestClient client = client(transport)) {
                client.send(options(client, "c1", smuggled + "Content-Length: 0\r\n\r\n"));

                assertThat(client.awaitResponse("c1", 1)).startsWith("SIP/2.0 400 ");
                assertAlive(client);
            }
        }
    }
}
