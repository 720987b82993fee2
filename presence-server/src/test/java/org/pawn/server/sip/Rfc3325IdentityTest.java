package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.server.sip.SipTestClient.header;
import static org.pawn.server.sip.SipTestClient.status;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.time.SettableTime;

/** Who says who somebody is (RFC 3325), and who is not to know (RFC 3323). */
@Timeout(60)
final class Rfc3325IdentityTest {
    private static final String ANONYMOUS = "\"Anonymous\" <sip:anonymous@anonymous.invalid>;tag=1";

    private SipServer server = new SipServer();
    private SipUser alice = user("TCP", "alice");
    private SipUser bob = user("TCP", "bob");

    @AfterEach
    void stop() {
        alice.close();
        bob.close();
        server.close();
    }

    private SipUser user(String transport, String name) {
        return SipUser.of(
                transport.equals("UDP") ? SipTestClient.udp(server.plain()) : SipTestClient.tcp(server.plain()), name);
    }

    private void trustThisMachine() {
        stop();
        server = new SipServer(new SettableTime(Instant.parse("2030-03-04T09:00:00Z")), Set.of("127.0.0.1"));
        alice = user("TCP", "alice");
        bob = user("TCP", "bob");
    }

    private String rings(SipUser.Request invite) {
        bob.register(60).sendSigned();
        bob.client.answering(false);
        alice.client.send(invite.signedFor(invite.send()).text());
        return bob.client.awaitRequest("INVITE");
    }

    private SipUser.Request call() {
        return alice.request("INVITE", bob.address());
    }

    @Test
    void section5TheIdentityThatWasProvedIsAssertedAndWhatWasPreferredGoesNoFurther() {
        String came = rings(call().with("P-Preferred-Identity", "\"The boss\" <sip:alice@example.com>"));

        assertThat(header(came, "P-Asserted-Identity")).contains("<sip:alice@example.com>");
        assertThat(came).doesNotContain("boss").doesNotContain("Preferred");
    }

    @ParameterizedTest
    @CsvSource({
        "id,false",
        "ID;critical,false",
        "header;user;session,false",
        "none,true",
        "none;id,true",
        "session,true"
    })
    void section93TheIdentityIsKeptBackFromWhomItIsToBeKeptBack(String privacy, boolean told) {
        String came = rings(call().with("Privacy", privacy));

        assertThat(header(came, "P-Asserted-Identity").isPresent()).isEqualTo(told);
    }

    @Test
    void section41ACallThatIsToBeAnonymousComesWithoutANameAndIsStillPolicedAsItsSenders() {
        String came = rings(call().with("From", ANONYMOUS).with("Privacy", "id"));

        assertThat(came).doesNotContain("<sip:alice@example.com>").doesNotContain("P-Asserted-Identity");
        assertThat(header(came, "From").orElseThrow()).contains("anonymous.invalid");
    }

    @Test
    void anAnonymousFromWithoutAWordOfPrivacyAndAnAnonymousMessageAre403() {
        bob.register(60).sendSigned();

        assertThat(status(call().with("From", ANONYMOUS).sendSigned())).isEqualTo(403);
        assertThat(status(alice.message("bob", "x")
                        .with("From", ANONYMOUS)
                        .with("Privacy", "id")
                        .sendSigned()))
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"header;critical", "user; critical", "session ;id;critical"})
    void rfc3323Section5WhatIsCriticalAndCannotBeGivenIs500(String privacy) {
        bob.register(60).sendSigned();

        assertThat(status(call().with("Privacy", privacy).sendSigned())).isEqualTo(500);
        assertThat(bob.client.allReceived()).noneMatch(message -> message.startsWith("INVITE"));
    }

    @Test
    void section5WhatADeviceAssertsInItsAnswerGoesNoFurther() {
        String came = rings(call());
        bob.client.send(SipTestClient.answerTo(came, 486)
                .replace("Content-Length", "P-Asserted-Identity: <sip:carol@example.com>\r\nContent-Length"));

        assertThat(alice.client.await(message -> message.startsWith("SIP/2.0 486")))
                .doesNotContain("carol");
    }

    @Test
    void aTrustedProxysWordIsEnoughAndOnlyOverAConnection() {
        trustThisMachine();
        SipUser datagrams = user("UDP", "alice");

        String over = alice.message("bob", "x")
                .with("P-Asserted-Identity", "<sip:alice@example.com>")
                .send();
        String spoofed = datagrams
                .message("bob", "x")
                .with("P-Asserted-Identity", "<sip:alice@example.com>")
                .send();

        assertThat(status(over)).isEqualTo(202);
        assertThat(status(spoofed)).isEqualTo(407);
        datagrams.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<sip:alice@elsewhere.example>", "<sip:nobody@example.com>", "<tel:+15551234>", "garbage"})
    void ofATrustedProxyAStrangersNameIsWorthNothing(String identity) {
        trustThisMachine();

        assertThat(status(alice.message("bob", "x")
                        .with("P-Asserted-Identity", identity)
                        .send()))
                .isEqualTo(407);
    }

    @Test
    void whoIsNotTrustedAssertsNothing() {
        assertThat(status(alice.message("bob", "x")
                        .with("P-Asserted-Identity", "<sip:alice@example.com>")
                        .send()))
                .isEqualTo(407);
    }
}
