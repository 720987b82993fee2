package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pawn.server.sip.SipTestClient.header;
import static org.pawn.server.sip.SipTestClient.status;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pawn.presence.Activity;
import org.pawn.presence.Availability;
import org.pawn.presence.PresenceDocument;

/** Publications of dialog state (RFC 3903 with the package of RFC 4235), by a phone that is registered. */
@Timeout(60)
final class Rfc4235DialogTest {
    private static final String CONFIRMED = dialog("d1", "recipient", "confirmed", "");
    private static final Activity IN_A_CALL = Activity.of(Activity.Kind.IN_A_CALL);
    private static final Activity IN_A_CONFERENCE_CALL = Activity.of(Activity.Kind.IN_A_CONFERENCE_CALL);

    private final SipServer server = new SipServer();
    private SipUser alice;

    @BeforeEach
    void register() {
        alice = SipUser.of(SipTestClient.tcp(server.plain()), "alice");
        assertThat(status(alice.register(600).sendSigned())).isEqualTo(200);
        await().untilAsserted(() -> assertThat(presence().availability()).isEqualTo(Availability.AVAILABLE));
    }

    @AfterEach
    void stop() {
        alice.close();
        server.close();
    }

    private static String dialog(String id, String direction, String state, String remote) {
        return "<dialog id=\"" + id + "\" direction=\"" + direction + "\"><state>" + state + "</state><remote>" + remote
                + "</remote></dialog>";
    }

    private PresenceDocument presence() {
        return server.presence.current(SipServer.address("alice"));
    }

    private static String etag(String answer) {
        assertThat(status(answer)).as(answer).isEqualTo(200);
        return header(answer, "SIP-ETag").orElseThrow();
    }

    private String begin(String dialogs) {
        return etag(alice.publishDialogs(1, "full", dialogs).sendSigned());
    }

    private void assertNoCall() {
        assertThat(presence().availability()).isEqualTo(Availability.AVAILABLE);
        assertThat(presence().activities()).isEmpty();
    }

    @Nested
    final class GivenNoCallIsKnown {
        @Test
        void anAnsweredCallShowsAsBusyInACall() {
            String answer = alice.publishDialogs(1, "full", CONFIRMED).sendSigned();

            assertThat(etag(answer)).hasSizeGreaterThanOrEqualTo(16);
            assertThat(header(answer, "Expires")).contains("60");
            assertThat(presence().availability()).isEqualTo(Availability.BUSY);
            assertThat(presence().activities()).containsExactly(IN_A_CALL);
        }

        @Test
        void whoIsRungIsInNoCallYetAndWhoLetsItRingIs() {
            begin(dialog("d1", "recipient", "early", ""));
            assertNoCall();

            begin(dialog("d2", "initiator", "early", ""));
            assertThat(presence().activities()).containsExactly(IN_A_CALL);
        }

        @Test
        void aCallWithAFocusShowsAsAConferenceCall() {
            begin(dialog(
                    "d1",
                    "initiator",
                    "confirmed",
                    "<target uri=\"sip:mixer.example.com\"><param pname=\"isfocus\" pval=\"true\"/></target>"));

            assertThat(presence().availability()).isEqualTo(Availability.BUSY);
            assertThat(presence().activities()).containsExactly(IN_A_CONFERENCE_CALL);
        }

        @Test
        void theEventMayHaveParametersAsSharedLinesSendThem() {
            etag(alice.publishDialogs(0, "partial", CONFIRMED)
                    .with("Event", "dialog;shared")
                    .sendSigned());

            assertThat(presence().activities()).containsExactly(IN_A_CALL);
        }

        @Test
        void anothersAddressOrEntityIs403() {
            String address = alice.request("PUBLISH", "sip:bob@example.com")
                    .with("Event", "dialog")
                    .with("Expires", "60")
                    .body("application/dialog-info+xml", SipUser.dialogInfo("bob", 1, "full", CONFIRMED))
                    .sendSigned();
            String entity = alice.publishDialogs(1, "full", "")
                    .body("application/dialog-info+xml", SipUser.dialogInfo("bob", 1, "full", CONFIRMED))
                    .sendSigned();

            assertThat(status(address)).isEqualTo(403);
            assertThat(status(entity)).isEqualTo(403);
            assertThat(server.presence.current(SipServer.address("bob")).activities())
                    .isEmpty();
            assertNoCall();
        }

        @Test
        void aPresenceBodyIs415AMalformedOne400AndTooShortALife423() {
            String pidf = alice.publishDialogs(1, "full", "")
                    .body("application/pidf+xml", SipUser.pidf("alice", "open", ""))
                    .sendSigned();
            String broken =
                    alice.publishDialogs(1, "full", "<dialog id=\"d\"/>").sendSigned();
            String brief = alice.publishDialogs(1, "full", CONFIRMED)
                    .with("Expires", "1")
                    .sendSigned();

            assertThat(status(pidf)).isEqualTo(415);
            assertThat(header(pidf, "Accept")).contains("application/dialog-info+xml");
            assertThat(status(broken)).isEqualTo(400);
            assertThat(status(brief)).isEqualTo(423);
            assertThat(header(brief, "Min-Expires")).contains("2");
            assertNoCall();
        }
    }

    @Nested
    final class GivenACallIsPublished {
        private String tag;

        @BeforeEach
        void publish() {
            tag = begin(CONFIRMED);
        }

        private String again(int version, String state, String dialogs) {
            return alice.publishDialogs(version, state, dialogs)
                    .with("SIP-If-Match", tag)
                    .sendSigned();
        }

        @Test
        void aRefreshKeepsIt() {
            String second = etag(alice.request("PUBLISH", alice.address())
                    .with("Event", "dialog")
                    .with("SIP-If-Match", tag)
                    .with("Expires", "60")
                    .sendSigned());

            assertThat(second).isNotEqualTo(tag);
            assertThat(presence().activities()).containsExactly(IN_A_CALL);
        }

        @Test
        void itsEndIsToldByTerminatedInAPartialDocument() {
            etag(again(2, "partial", dialog("d1", "recipient", "terminated", "")));

            assertNoCall();
        }

        @Test
        void itsEndIsToldByAFullDocumentThatNamesItNoMore() {
            etag(again(2, "full", ""));

            assertNoCall();
        }

        @Test
        void aPartialDocumentThatIsOlderIs412AndFullStateIsTakenAfresh() {
            String older = again(1, "partial", dialog("d2", "recipient", "confirmed", ""));

            assertThat(status(older)).isEqualTo(412);
            assertNoCall();
            begin(CONFIRMED);
            assertThat(presence().activities()).containsExactly(IN_A_CALL);
        }

        @Test
        void itEndsWithThePublication() {
            etag(alice.request("PUBLISH", alice.address())
                    .with("Event", "dialog")
                    .with("SIP-If-Match", tag)
                    .with("Expires", "0")
                    .sendSigned());

            assertNoCall();
        }

        @Test
        void itsTagIsNotOneOfPresence() {
            String answer = alice.publish("open", "").with("SIP-If-Match", tag).sendSigned();

            assertThat(status(answer)).isEqualTo(412);
            assertThat(presence().activities()).containsExactly(IN_A_CALL);
        }

        @Test
        void thePhonesOwnPresenceStandsBesideIt() {
            etag(alice.publish("open", "<rpid:away/>").sendSigned());
            assertThat(presence().availability()).isEqualTo(Availability.AWAY);

            etag(alice.publish("open", "").sendSigned());
            assertThat(presence().availability()).isEqualTo(Availability.BUSY);
        }
    }

    @Test
    void aCallThatIsNotRefreshedEnds() {
        etag(alice.publishDialogs(1, "full", CONFIRMED).with("Expires", "2").sendSigned());

        await().untilAsserted(this::assertNoCall);
    }

    @Test
    void aCallOnALostConnectionEndsAfterTheGrace() {
        try (SipUser desk = SipUser.of(SipTestClient.udp(server.plain()), "alice")) {
            assertThat(status(desk.register(600).sendSigned())).isEqualTo(200);
            begin(CONFIRMED);

            alice.close();

            assertThat(presence().availability()).isEqualTo(Availability.BUSY);
            await().atMost(java.time.Duration.ofSeconds(20)).untilAsserted(this::assertNoCall);
        }
    }
}
