package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.server.sip.SipTestClient.body;
import static org.pawn.server.sip.SipTestClient.header;
import static org.pawn.server.sip.SipTestClient.status;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3261 sections 12.2 and 16.4: what the sides of a dialog say to each other, through us. */
@Timeout(60)
final class Rfc3261InDialogTest {
    /** With what a media description may hold and nobody on the way may touch. */
    private static final String SDP = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns= \r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n"
            + "m=audio 49170 RTP/SAVPF 111 0\r\na=fingerprint:sha-256 4A:AD\r\na=x:\t\u00fc \r\n\r\na=ice-ufrag:+/=\r\n";

    private final SipServer server = new SipServer();
    private SipUser alice;
    private SipUser bob;
    private SipCall caller;
    private SipCall callee;
    private String rang;

    @BeforeEach
    void aliceCallsBobAndHeAnswers() {
        alice = SipUser.of(SipTestClient.udp(server.plain()).answering(false), "alice");
        bob = SipUser.of(SipTestClient.tcp(server.plain()).answering(false), "bob");
        alice.register(600).sendSigned();
        bob.register(600).sendSigned();
        SipCall.start(alice, SipCall.invite(alice, "bob").body("application/sdp", SDP));
        rang = bob.client.awaitRequest("INVITE");
        bob.client.send(SipCall.answer(bob.client, rang, 200, "b"));
        callee = SipCall.ofCallee(bob.client, rang, "b");
        caller = SipCall.ofCaller(alice.client, alice.client.await(SipCall.status(200, "INVITE")));
        caller.ack();
        bob.client.awaitRequest("ACK");
        alice.client.answering(true);
        bob.client.answering(true);
    }

    @AfterEach
    void stop() {
        alice.close();
        bob.close();
        server.close();
    }

    @Test
    void anOfferArrivesByteForByte() {
        assertThat(body(rang)).isEqualTo(SDP);
        assertThat(header(rang, "Content-Length"))
                .contains(Integer.toString(SDP.getBytes(StandardCharsets.UTF_8).length));
        assertThat(header(rang, "Content-Type")).contains("application/sdp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVITE", "UPDATE", "PRACK", "REFER", "INFO", "NOTIFY", "MESSAGE", "OPTIONS"})
    void whatEitherSideSaysReachesTheOtherAtTheirContact(String method) {
        String more = "X-More: stays\r\nRefer-To: <sip:carol@example.com>\r\n";

        String toBob = caller.send(method, more);
        String atBob = bob.client.awaitRequest(method);
        String toAlice = callee.send(method, more);
        String atAlice = alice.client.awaitRequest(method);

        assertThat(status(toBob)).isEqualTo(200);
        assertThat(status(toAlice)).isEqualTo(200);
        assertThat(atBob).startsWith(method + " " + bob.client.contact("bob") + " SIP/2.0\r\n");
        assertThat(atAlice).startsWith(method + " " + alice.client.contact("alice") + " SIP/2.0\r\n");
        for (String arrived : new String[] {atBob, atAlice}) {
            assertThat(header(arrived, "X-More")).contains("stays");
            assertThat(header(arrived, "Refer-To")).contains("<sip:carol@example.com>");
            assertThat(header(arrived, "Max-Forwards")).contains("69");
            assertThat(arrived).doesNotContain("\r\nRoute:").doesNotContain("\r\nRecord-Route:");
        }
    }

    @Test
    void section16_4AStrictRouterIsUnderstoodFromEitherSide() {
        String toBob = caller.sendRaw(caller.strict("INFO"));
        String toAlice = callee.sendRaw(callee.strict("INFO"));

        assertThat(status(toBob)).isEqualTo(200);
        assertThat(status(toAlice)).isEqualTo(200);
        assertThat(bob.client.awaitRequest("INFO"))
                .startsWith("INFO " + bob.client.contact("bob") + " SIP/2.0\r\n")
                .doesNotContain("\r\nRoute:");
        assertThat(alice.client.awaitRequest("INFO"))
                .startsWith("INFO " + alice.client.contact("alice") + " SIP/2.0\r\n")
                .doesNotContain("\r\nRoute:");
    }

    @Test
    void section16_6ARouteBehindOursGoesOnToWhoeverStandsThere() {
        String request =
                caller.request("INFO", 7, "").replaceFirst("From: ", "Route: <sip:door.example.com;lr>\r\nFrom: ");

        alice.client.send(request);

        assertThat(header(bob.client.awaitRequest("INFO"), "Route")).contains("<sip:door.example.com;lr>");
    }

    @Test
    void aRouteInFrontOfOursLeadsNowhereElse() {
        String request = caller.request("INFO", 7, "").replaceFirst("Route: ", "Route: <sip:192.0.2.66;lr>\r\nRoute: ");

        alice.client.send(request);

        assertThat(bob.client.awaitRequest("INFO")).doesNotContain("192.0.2.66");
    }

    @Test
    void section16_3WhatComesBackAsItWentIsALoop() {
        SipUser carol = SipUser.of(SipTestClient.udp(server.plain()).answering(false), "carol");
        try (carol) {
            carol.register(600).sendSigned();
            alice.client.answering(false);
            SipUser.Request invite = SipCall.invite(alice, "carol");
            String challenge = invite.send();
            alice.client.send(invite.signedFor(challenge).text());
            String ours = header(carol.client.awaitRequest("INVITE"), "Via").orElseThrow();

            String offered = header(challenge, "Proxy-Authenticate").orElseThrow();
            alice.client.send(invite.with("Proxy-Authorization", invite.credentials(offered, 2))
                    .raw("Via: " + ours + "\r\n")
                    .text());

            assertThat(status(alice.client.await(SipCall.status(482, "INVITE"))))
                    .isEqualTo(482);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVITE", "INFO", "BYE"})
    void section16_3WithoutHopsARequestInADialogEndsHere(String method) {
        String request = caller.request(method, 7, "").replace("Max-Forwards: 70", "Max-Forwards: 0");

        alice.client.send(request);

        assertThat(status(alice.client.await(message -> message.contains("CSeq: 7 " + method))))
                .isEqualTo(483);
        assertThat(bob.client.allReceived()).noneMatch(message -> message.contains("CSeq: 7 "));
    }
}
