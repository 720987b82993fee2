package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.server.sip.SipTestClient.body;
import static org.pawn.server.sip.SipTestClient.header;
import static org.pawn.server.sip.SipTestClient.status;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CPIM (RFC 3862), receipts (RFC 5438) and notes of typing (RFC 3994). */
@Timeout(60)
final class Rfc5438ReceiptTest {
    private static final String CPIM = "message/cpim";

    private final SipServer server = new SipServer();
    private final SipUser alice = SipUser.of(SipTestClient.tcp(server.plain()), "alice");
    private final SipUser bob = SipUser.of(SipTestClient.tcp(server.plain()), "bob");

    @BeforeEach
    void signIn() {
        alice.register(60).sendSigned();
    }

    @AfterEach
    void stop() {
        alice.close();
        bob.close();
        server.close();
    }

    private static String cpim(String disposition, String contentType, String content) {
        return "From: Alice <im:alice@example.com>\r\nTo: <im:bob@example.com>\r\n"
                + "NS: imdn <urn:ietf:params:imdn>\r\nimdn.Message-ID: m1\r\n"
                + (disposition.isEmpty() ? "" : "imdn.Disposition-Notification: " + disposition + "\r\n")
                + "\r\nContent-type: " + contentType + "\r\n\r\n" + content;
    }

    private String send(String content) {
        return alice.message("bob", "").body(CPIM, content).sendSigned();
    }

    private boolean hears(SipUser user) {
        return user.client
                .await(message -> message.startsWith("MESSAGE"), Duration.ofMillis(300))
                .isPresent();
    }

    @Test
    void section83WhoAsksIsToldThatItWasPassedOn() {
        bob.register(60).sendSigned();

        assertThat(status(send(cpim("positive-delivery, processing", "text/plain", "hello"))))
                .isEqualTo(200);

        String notice = alice.client.awaitRequest("MESSAGE");
        assertThat(header(notice, "From").orElseThrow()).startsWith("<sip:pawn@example.com>");
        assertThat(header(notice, "Content-Type")).contains(CPIM);
        assertThat(body(notice))
                .startsWith("From: <im:bob@example.com>\r\nTo: <im:alice@example.com>\r\n")
                .contains("NS: imdn <urn:ietf:params:imdn>\r\n", "Content-type: message/imdn+xml\r\n")
                .contains("<message-id>m1</message-id>", "<recipient-uri>im:bob@example.com</recipient-uri>")
                .contains("<processing-notification><status><processed/></status></processing-notification>");
        assertThat(body(bob.client.awaitRequest("MESSAGE"))).contains("positive-delivery, processing");
    }

    @Test
    void section83WhoAsksIsToldThatItWaits() {
        assertThat(status(send(cpim("processing", "text/plain", "hello")))).isEqualTo(202);

        assertThat(body(alice.client.awaitRequest("MESSAGE"))).contains("<stored/>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "positive-delivery, negative-delivery, display"})
    void whoDoesNotAskUsIsToldNothingByUs(String disposition) {
        send(cpim(disposition, "text/plain", "hello"));

        assertThat(hears(alice)).isFalse();
    }

    @Test
    void section8AReceiptPassesAndIsNeverAnsweredWithOne() {
        bob.register(60).sendSigned();
        String displayed = cpim("processing", "message/imdn+xml", "<imdn/>");

        assertThat(status(send(displayed))).isEqualTo(200);

        assertThat(body(bob.client.awaitRequest("MESSAGE"))).isEqualTo(displayed);
        assertThat(hears(alice)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: <im:carol@example.com>\r\n\r\nContent-type: text/plain\r\n\r\nx",
                "From: <im:alice@example.com>\r\nFrom: <im:carol@example.com>\r\n\r\nContent-type: text/plain\r\n\r\nx",
                "From: <im:alice@elsewhere.example>\r\n\r\nContent-type: text/plain\r\n\r\nx",
                "To: <im:carol@example.com>\r\n\r\nContent-type: text/plain\r\n\r\nx"
            })
    void rfc3862Section4AnEndThatIsNotTheRequestsIs403(String forged) {
        bob.register(60).sendSigned();

        assertThat(status(send(forged))).isEqualTo(403);
        assertThat(hears(bob)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "From: <im:alice@example.com>\r\n",
                "From: <im:alice@example.com>\r\n\r\nContent-type: text/plain",
                "no colon\r\n\r\nContent-type: text/plain\r\n\r\nx",
                "Fr om: x\r\n\r\nContent-type: text/plain\r\n\r\nx",
                ": x\r\n\r\nContent-type: text/plain\r\n\r\nx"
            })
    void rfc3862WhatIsNoCpimIs400(String content) {
        assertThat(status(send(content))).isEqualTo(400);
    }

    @Test
    void rfc3994ANoteOfTypingIsPassedOnAndALongOneIs413() {
        bob.register(60).sendSigned();
        String type = "application/im-iscomposing+xml";
        String note = "<isComposing><state>active</state></isComposing>";

        assertThat(status(alice.message("bob", "").body(type, note).sendSigned()))
                .isEqualTo(200);
        assertThat(body(bob.client.awaitRequest("MESSAGE"))).isEqualTo(note);
        assertThat(status(alice.message("bob", "")
                        .body(type, note + " ".repeat(5000))
                        .sendSigned()))
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-ms-ink", "text/html", "text/plain;charset=UTF-8", "image/gif"})
    void anyContentComesAsItWentAndInItsOrderAfterWaitingToo(String type) {
        String odd = "\u0000\u0001\r\n\ud83d\ude00 Grüße <b>";
        for (int i = 0; i < 3; i++) {
            assertThat(status(alice.message("bob", "").body(type, odd + i).sendSigned()))
                    .isEqualTo(202);
        }

        bob.register(60).sendSigned();

        for (int i = 0; i < 3; i++) {
            String came = bob.client.awaitRequest("MESSAGE");
            assertThat(header(came, "Content-Type")).contains(type);
            assertThat(body(came)).isEqualTo(odd + i);
        }
    }
}
