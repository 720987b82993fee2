package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.server.sip.SipTestClient.header;
import static org.pawn.server.sip.SipTestClient.status;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One message to many (RFC 5365). */
@Timeout(60)
final class Rfc5365ListTest {
    private final SipServer server = new SipServer();
    private final SipUser alice = SipUser.of(SipTestClient.tcp(server.plain()), "alice");
    private final SipUser bob = SipUser.of(SipTestClient.tcp(server.plain()), "bob");
    private final SipUser carol = SipUser.of(SipTestClient.tcp(server.plain()), "carol");

    @BeforeEach
    void signIn() {
        bob.register(60).sendSigned();
        carol.register(60).sendSigned();
    }

    @AfterEach
    void stop() {
        alice.close();
        bob.close();
        carol.close();
        server.close();
    }

    private static String entry(String user, String control) {
        return "<entry uri=\"sip:" + user + "@example.com\" " + control + "/>";
    }

    private static String body(String... entries) {
        return "--b1\r\nContent-Type: text/plain\r\n\r\nHello, all \r\n--b1\r\n"
                + "Content-Type: application/resource-lists+xml\r\nContent-Disposition: recipient-list\r\n\r\n"
                + "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\""
                + " xmlns:cp=\"urn:ietf:params:xml:ns:copycontrol\"><list>" + String.join("", entries)
                + "</list></resource-lists>\r\n--b1--\r\n";
    }

    private SipUser.Request to(String... entries) {
        return alice.request("MESSAGE", "sip:example.com")
                .without("Contact")
                .with("Require", "recipient-list-message")
                .body("multipart/mixed;boundary=\"b1\"", body(entries));
    }

    private boolean hears(SipUser user) {
        return user.client
                .await(message -> message.startsWith("MESSAGE"), Duration.ofMillis(300))
                .isPresent();
    }

    @Test
    void section7EachGetsItOnceFromTheSenderAndTheAnswerIs202() {
        String answer =
                to(entry("bob", ""), entry("carol", ""), entry("bob", "")).sendSigned();

        assertThat(status(answer)).isEqualTo(202);
        for (SipUser recipient : new SipUser[] {bob, carol}) {
            String came = recipient.client.awaitRequest("MESSAGE");
            assertThat(header(came, "From").orElseThrow()).startsWith("<sip:alice@example.com>");
            assertThat(header(came, "Content-Type")).contains("text/plain");
            assertThat(SipTestClient.body(came)).isEqualTo("Hello, all ");
            assertThat(hears(recipient)).isFalse();
        }
    }

    @Test
    void whoStandsInAListOfListsIsPassedOverAtNoDepth() {
        String answer = to("<list>".repeat(12) + entry("bob", "") + "</list>".repeat(12))
                .sendSigned();

        assertThat(status(answer)).isEqualTo(202);
        assertThat(SipTestClient.body(bob.client.awaitRequest("MESSAGE"))).isEqualTo("Hello, all ");
    }

    @Test
    void section74WhoIsInCopyIsToldAndWhoIsInBlindCopyIsNot() {
        to(
                        entry("bob", "cp:copyControl=\"to\""),
                        entry("carol", "cp:copyControl=\"bcc\""),
                        entry("nobody", "cp:copyControl=\"cc\" cp:anonymize=\"true\""))
                .sendSigned();

        for (SipUser recipient : new SipUser[] {bob, carol}) {
            String came = recipient.client.awaitRequest("MESSAGE");
            assertThat(header(came, "Content-Type").orElseThrow()).startsWith("multipart/mixed;boundary=");
            assertThat(SipTestClient.body(came))
                    .contains("Hello, all ", "recipient-list-history")
                    .contains("uri=\"sip:bob@example.com\" cp:copyControl=\"to\"")
                    .contains("uri=\"sip:anonymous@anonymous.invalid\" cp:copyControl=\"cc\"")
                    .doesNotContain("carol", "nobody");
        }
    }

    @Test
    void eachRecipientIsUnderTheirOwnPolicyAndTheSenderLearnsNothingOfIt() {
        String answer = to(
                        "<entry uri=\"sip:bob@elsewhere.example\"/>",
                        entry("nobody", ""),
                        "<entry uri=\"tel:+15551234\"/>",
                        entry("carol", ""))
                .sendSigned();

        assertThat(status(answer)).isEqualTo(202);
        assertThat(SipTestClient.body(carol.client.awaitRequest("MESSAGE"))).isEqualTo("Hello, all ");
        assertThat(hears(bob)).isFalse();
    }

    @Test
    void section6MoreThanAHundredAre403AndNobodyGetsIt() {
        StringBuilder many = new StringBuilder(entry("bob", ""));
        for (int i = 0; i < 100; i++) {
            many.append(entry("person" + i, ""));
        }

        assertThat(status(to(many.toString()).sendSigned())).isEqualTo(403);
        assertThat(hears(bob)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "--b1\r\nContent-Type: text/plain\r\n\r\nno list\r\n--b1--\r\n",
                "--b1\r\nContent-Type: text/plain\r\n\r\nno end",
                "--b1\r\nno end of the head",
                "--b1\r\n\r\n\r\n--b1junk\r\n\r\nx\r\n--b1--"
            })
    void aBodyWithoutAListIs400(String body) {
        assertThat(status(to().body("multipart/mixed;boundary=b1", body).sendSigned()))
                .isEqualTo(400);
        assertThat(status(to().body("text/plain", body).sendSigned())).isEqualTo(400);
    }

    @Test
    void aListThatIsEmptyOrByReferenceOrHasADocumentTypeIs400() {
        assertThat(status(to(entry("bob", ""), "<external anchor=\"http://192.0.2.1/\"/>")
                        .sendSigned()))
                .isEqualTo(400);
        assertThat(status(to().sendSigned())).isEqualTo(400);
        assertThat(status(to().body(
                                "multipart/mixed;boundary=b1",
                                body(entry("bob", "")).replace("<resource-lists", "<!DOCTYPE x><resource-lists"))
                        .sendSigned()))
                .isEqualTo(400);
        assertThat(hears(bob)).isFalse();
    }

    @Test
    void aListOfAnotherTypeIsNeverSentOnAsIfItWereTheMessage() {
        String both = body(entry("carol", "cp:copyControl=\"bcc\""))
                + body(entry("bob", "")).replace("resource-lists+xml", "resource-list+xml");
        String mistyped = body(entry("carol", "cp:copyControl=\"bcc\"")).replace("resource-lists+xml", "xml");

        assertThat(status(to().body("multipart/mixed;boundary=b1", both.replace("--b1--\r\n--b1", "--b1"))
                        .sendSigned()))
                .isEqualTo(400);
        assertThat(status(to().body("multipart/mixed;boundary=b1", mistyped).sendSigned()))
                .isEqualTo(400);
        assertThat(hears(carol)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Type: text/plain\nX: y", "Content-Type: text/plain\rX: y", "X Y: z", "X\u0000: y"})
    void aPartWhoseFieldsTwoReadersReadDifferentlyIs400(String field) {
        String body = body(entry("bob", "")).replaceFirst("Content-Type: text/plain", field);

        assertThat(status(to().body("multipart/mixed;boundary=b1", body).sendSigned()))
                .isEqualTo(400);
        assertThat(hears(bob)).isFalse();
    }

    @Test
    void aPersonIsNoListServerAndWithoutRequireNobodyReadsTheList() {
        assertThat(status(alice.request("MESSAGE", bob.address())
                        .with("Require", "recipient-list-message")
                        .body("multipart/mixed;boundary=b1", body(entry("carol", "")))
                        .sendSigned()))
                .isEqualTo(403);
        assertThat(hears(carol)).isFalse();
    }
}
