package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pawn.server.sip.SipTestClient.header;
import static org.pawn.server.sip.SipTestClient.status;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pawn.presence.Activity;
import org.pawn.presence.Availability;
import org.pawn.presence.PresenceDocument;

/** RFC 3903 for the presence event. */
@Timeout(60)
final class Rfc3903PublishTest {
    private final SipServer server = new SipServer();
    private SipUser alice;

    @BeforeEach
    void connect() {
        alice = SipUser.of(SipTestClient.udp(server.plain()), "alice");
    }

    @AfterEach
    void stop() {
        alice.close();
        server.close();
    }

    private PresenceDocument presence() {
        return server.presence.current(SipServer.address("alice"));
    }

    private String etag(String answer) {
        assertThat(status(answer)).isEqualTo(200);
        return header(answer, "SIP-ETag").orElseThrow();
    }

    @Test
    void section6AnInitialPublicationIsStoredAndShown() {
        String answer = alice.publish("open", "<rpid:on-the-phone/>").sendSigned();

        assertThat(etag(answer)).hasSizeGreaterThanOrEqualTo(16);
        assertThat(header(answer, "Expires")).contains("60");
        assertThat(presence().availability()).isEqualTo(Availability.BUSY);
        assertThat(presence().activities()).containsExactly(Activity.of(Activity.Kind.IN_A_CALL));
    }

    @Test
    void section41ARefreshKeepsTheStateAndGivesANewTag() {
        String first = etag(alice.publish("open", "<rpid:busy/>").sendSigned());

        String second = etag(alice.request("PUBLISH", alice.address())
                .with("Event", "presence")
                .with("SIP-If-Match", first)
                .with("Expires", "60")
                .sendSigned());

        assertThat(second).isNotEqualTo(first);
        assertThat(presence().availability()).isEqualTo(Availability.BUSY);
        assertThat(presence().tuples()).hasSize(1);
    }

    @Test
    void section41AModificationReplacesTheState() {
        String first = etag(alice.publish("open", "<rpid:busy/>").sendSigned());

        etag(alice.publish("open", "<rpid:away/>").with("SIP-If-Match", first).sendSigned());

        assertThat(presence().availability()).isEqualTo(Availability.AWAY);
        assertThat(presence().tuples()).hasSize(1);
    }

    @Test
    void section45ARemovalEndsTheStateAtOnce() {
        String first = etag(alice.publish("open", "").sendSigned());

        etag(alice.request("PUBLISH", alice.address())
                .with("Event", "presence")
                .with("SIP-If-Match", first)
                .with("Expires", "0")
                .sendSigned());

        assertThat(presence().availability()).isEqualTo(Availability.OFFLINE);
    }

    @Test
    void section6AStaleTagIs412AndChangesNothing() {
        String first = etag(alice.publish("open", "<rpid:busy/>").sendSigned());
        etag(alice.publish("open", "<rpid:away/>").with("SIP-If-Match", first).sendSigned());

        String again = alice.publish("open", "").with("SIP-If-Match", first).sendSigned();
        String invented =
                alice.publish("open", "").with("SIP-If-Match", "x".repeat(500)).sendSigned();

        assertThat(status(again)).isEqualTo(412);
        assertThat(status(invented)).isEqualTo(412);
        assertThat(presence().availability()).isEqualTo(Availability.AWAY);
    }

    @Test
    void twoAgentsOfOnePersonArePublishedSideBySide() {
        etag(alice.publish("open", "<rpid:away/>").sendSigned());
        try (SipUser desk = SipUser.of(SipTestClient.tcp(server.plain()), "alice")) {
            etag(desk.publish("open", "<rpid:busy/>").sendSigned());
        }

        assertThat(presence().availability()).isEqualTo(Availability.BUSY);
        assertThat(presence().tuples()).hasSize(2);
    }

    @Test
    void aPublicationThatIsNotRefreshedEnds() {
        etag(alice.publish("open", "").with("Expires", "2").sendSigned());

        await().untilAsserted(() -> assertThat(presence().availability()).isEqualTo(Availability.OFFLINE));
    }

    @Test
    void aRetransmittedPublicationIsStoredOnce() {
        SipUser.Request publish = alice.publish("open", "");
        publish.signedFor(publish.send());
        String text = publish.text();

        alice.client.send(text);
        alice.client.send(text);
        alice.client.send(text);
        String first = alice.client.awaitRequestOrResponse("SIP/2.0 200");
        alice.client.send(text);
        String again = alice.client.awaitRequestOrResponse("SIP/2.0 200");

        assertThat(again).isEqualTo(first);
        assertThat(presence().tuples()).hasSize(1);
    }

    @Test
    void section6AnotherEventIs489AndTooShortALifeIs423() {
        String event = alice.publish("open", "").with("Event", "conference").sendSigned();
        String none = alice.publish("open", "").without("Event").sendSigned();
        String brief = alice.publish("open", "").with("Expires", "1").sendSigned();

        assertThat(status(event)).isEqualTo(489);
        assertThat(header(event, "Allow-Events")).contains("presence, dialog");
        assertThat(status(none)).isEqualTo(489);
        assertThat(status(brief)).isEqualTo(423);
        assertThat(header(brief, "Min-Expires")).contains("2");
    }

    @Test
    void section6AnotherBodyIs415AndAMalformedOneIs400() {
        String text = alice.publish("open", "").body("text/plain", "busy").sendSigned();
        String broken = alice.publish("open", "")
                .body("application/pidf+xml", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>")
                .sendSigned();
        String empty = alice.request("PUBLISH", alice.address())
                .with("Event", "presence")
                .with("Expires", "60")
                .sendSigned();

        assertThat(status(text)).isEqualTo(415);
        assertThat(header(text, "Accept")).contains("application/pidf+xml, application/pidf-diff+xml");
        assertThat(status(broken)).isEqualTo(400);
        assertThat(status(empty)).isEqualTo(400);
        assertThat(presence().availability()).isEqualTo(Availability.OFFLINE);
    }
}
