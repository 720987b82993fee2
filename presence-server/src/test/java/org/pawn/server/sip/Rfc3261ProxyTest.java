package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pawn.server.sip.SipTestClient.body;
import static org.pawn.server.sip.SipTestClient.header;
import static org.pawn.server.sip.SipTestClient.status;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pawn.presence.Activity;
import org.pawn.presence.Availability;
import org.pawn.presence.PresenceDocument;

/** RFC 3261 sections 9, 13, 16 and 17: calls between people's devices, through us. */
@Timeout(60)
final class Rfc3261ProxyTest {
    private final SipServer server = new SipServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private SipUser user(String transport, String name) {
        SipUser user = SipUser.of(
                transport.equals("UDP") ? SipTestClient.udp(server.plain()) : SipTestClient.tcp(server.plain()), name);
        user.client.answering(false);
        return user;
    }

    private boolean inACall(String name) {
        PresenceDocument shown = server.presence.current(SipServer.address(name));
        return shown.availability() == Availability.BUSY
                && shown.activities().equals(List.of(Activity.of(Activity.Kind.IN_A_CALL)));
    }

    @ParameterizedTest
    @CsvSource({"UDP,UDP", "TCP,TCP", "UDP,TCP", "TCP,UDP"})
    void section16ACallIsSetUpAndTornDownThroughUsAndBothShowIt(String ours, String theirs) {
        try (SipUser alice = user(ours, "alice");
                SipUser bob = user(theirs, "bob")) {
            alice.register(60).sendSigned();
            bob.register(60).sendSigned();
            SipUser.Request invite = SipCall.invite(alice, "bob").with("X-Unknown", "stays");

            String sent = SipCall.start(alice, invite);
            String rang = bob.client.awaitRequest("INVITE");
            bob.client.send(SipCall.answer(bob.client, rang, 180, "b1"));
            String ringing = alice.client.await(SipCall.status(180, "INVITE"));
            bob.client.send(SipCall.answer(bob.client, rang, 200, "b1"));
            String ok = alice.client.await(SipCall.status(200, "INVITE"));
            SipCall caller = SipCall.ofCaller(alice.client, ok);
            caller.ack();
            String ack = bob.client.awaitRequest("ACK");

            assertThat(rang).startsWith("INVITE " + bob.client.contact("bob") + " SIP/2.0\r\n");
            assertThat(header(rang, "Max-Forwards")).contains("69");
            assertThat(header(rang, "P-Asserted-Identity")).contains("<sip:alice@example.com>");
            assertThat(header(rang, "X-Unknown")).contains("stays");
            assertThat(rang).doesNotContain("Proxy-Authorization");
            assertThat(body(rang)).isEqualTo(body(sent));
            assertThat(header(ringing, "To").orElseThrow()).endsWith(";tag=b1");
            assertThat(body(ok)).startsWith("v=0");
            assertThat(header(ack, "CSeq").orElseThrow()).endsWith(" ACK");
            await().atMost(Duration.ofSeconds(5)).until(() -> inACall("alice") && inACall("bob"));

            SipCall callee = SipCall.ofCallee(bob.client, rang, "b1");
            bob.client.answering(false);
            alice.client.answering(true);
            String bye = callee.send("BYE", "");

            assertThat(status(bye)).isEqualTo(200);
            assertThat(alice.client.awaitRequest("BYE")).startsWith("BYE " + alice.client.contact("alice"));
            await().atMost(Duration.ofSeconds(5)).until(() -> !inACall("alice") && !inACall("bob"));
        }
    }

    @Test
    void section16_7OfThreeDevicesThatRingOneAnswersAndTheOthersAreCancelled() {
        try (SipUser alice = user("UDP", "alice");
                SipUser desk = user("UDP", "bob");
                SipUser phone = user("TCP", "bob");
                SipUser tablet = user("TCP", "bob")) {
            alice.register(60).sendSigned();
            List.of(desk, phone, tablet).forEach(device -> device.register(60).sendSigned());

            SipCall.start(alice, SipCall.invite(alice, "bob"));
            String atDesk = desk.client.awaitRequest("INVITE");
            String atPhone = phone.client.awaitRequest("INVITE");
            String atTablet = tablet.client.awaitRequest("INVITE");
            desk.client.send(SipCall.answer(desk.client, atDesk, 180, "d"));
            tablet.client.send(SipCall.answer(tablet.client, atTablet, 180, "t"));
            alice.client.await(SipCall.status(180, "INVITE"));
            alice.client.await(SipCall.status(180, "INVITE"));
            phone.client.send(SipCall.answer(phone.client, atPhone, 200, "p"));
            String ok = alice.client.await(SipCall.status(200, "INVITE"));

            assertThat(header(ok, "To").orElseThrow()).endsWith(";tag=p");
            for (SipUser other : List.of(desk, tablet)) {
                String invite = other == desk ? atDesk : atTablet;
                String cancel = other.client.awaitRequest("CANCEL");
                assertThat(header(cancel, "Via")).isEqualTo(header(invite, "Via"));
                other.client.send(SipTestClient.answerTo(cancel, 200));
                other.client.send(SipCall.answer(other.client, invite, 487, "x"));
                assertThat(header(other.client.awaitRequest("ACK"), "CSeq").orElseThrow())
                        .endsWith(" ACK");
            }
        }
    }

    @Test
    void section16_7DevicesOfLowerQAreTriedWhenTheBetterRefuse() {
        try (SipUser alice = user("UDP", "alice");
                SipUser desk = user("UDP", "bob");
                SipUser phone = user("TCP", "bob")) {
            alice.register(60).sendSigned();
            desk.register(60)
                    .with("Contact", "<" + desk.client.contact("bob") + ">;q=0.9")
                    .sendSigned();
            phone.register(60)
                    .with("Contact", "<" + phone.client.contact("bob") + ">;q=0.2")
                    .sendSigned();

            SipCall.start(alice, SipCall.invite(alice, "bob"));
            String atDesk = desk.client.awaitRequest("INVITE");
            assertThat(phone.client.allReceived()).noneMatch(message -> message.startsWith("INVITE"));
            desk.client.send(SipCall.answer(desk.client, atDesk, 486, "d"));
            String atPhone = phone.client.awaitRequest("INVITE");
            phone.client.send(SipCall.answer(phone.client, atPhone, 404, "p"));

            String refused =
                    alice.client.await(message -> message.startsWith("SIP/2.0 4") && !message.contains(" 407 "));
            assertThat(status(refused)).isEqualTo(486);
        }
    }

    @Test
    void section9WhoGivesUpIsAnswered487AndTheDeviceIsCancelled() {
        try (SipUser alice = user("UDP", "alice");
                SipUser bob = user("UDP", "bob")) {
            alice.register(60).sendSigned();
            bob.register(60).sendSigned();
            String sent = SipCall.start(alice, SipCall.invite(alice, "bob"));
            String rang = bob.client.awaitRequest("INVITE");
            bob.client.send(SipCall.answer(bob.client, rang, 180, "b"));
            alice.client.await(SipCall.status(180, "INVITE"));

            alice.client.send(SipCall.cancelOf(sent));
            String cancelled = alice.client.await(SipCall.status(200, "CANCEL"));
            String cancel = bob.client.awaitRequest("CANCEL");
            bob.client.send(SipTestClient.answerTo(cancel, 200));
            bob.client.send(SipCall.answer(bob.client, rang, 487, "b"));
            String ended = alice.client.await(SipCall.status(487, "INVITE"));

            assertThat(status(cancelled)).isEqualTo(200);
            assertThat(header(ended, "To").orElseThrow()).endsWith(";tag=b");
        }
    }

    @Test
    void section9_2ACancelOfNothingIs481() {
        try (SipUser alice = user("UDP", "alice")) {
            alice.register(60).sendSigned();

            alice.client.send(SipCall.cancelOf(SipCall.invite(alice, "bob").text()));

            assertThat(status(alice.client.await(message -> message.contains(" CANCEL\r\n"))))
                    .isEqualTo(481);
        }
    }

    @Test
    void aCallToSomeoneWhoIsSignedOutIs480() {
        try (SipUser alice = user("UDP", "alice")) {
            alice.register(60).sendSigned();

            SipCall.start(alice, SipCall.invite(alice, "bob"));

            assertThat(status(alice.client.await(SipCall.status(480, "INVITE"))))
                    .isEqualTo(480);
        }
    }

    @Test
    void section16_3WithoutHopsItIs483AndProxyRequireIs420() {
        try (SipUser alice = user("UDP", "alice");
                SipUser bob = user("UDP", "bob")) {
            alice.register(60).sendSigned();
            bob.register(60).sendSigned();

            SipCall.start(alice, SipCall.invite(alice, "bob").with("Max-Forwards", "0"));
            String tooFar = alice.client.await(SipCall.status(483, "INVITE"));
            SipCall.start(alice, SipCall.invite(alice, "bob").with("Proxy-Require", "magic"));
            String unknown = alice.client.await(SipCall.status(420, "INVITE"));

            assertThat(status(tooFar)).isEqualTo(483);
            assertThat(header(unknown, "Unsupported")).contains("magic");
            assertThat(bob.client.allReceived()).noneMatch(message -> message.startsWith("INVITE"));
        }
    }

    @Test
    void nothingIsRelayedToOtherDomainsNorInAnothersName() {
        try (SipUser alice = user("UDP", "alice");
                SipUser bob = user("UDP", "bob")) {
            alice.register(60).sendSigned();
            bob.register(60).sendSigned();

            SipUser.Request abroad = alice.request("INVITE", "sip:bob@elsewhere.example");
            SipCall.start(alice, abroad);
            String refused = alice.client.await(SipCall.status(403, "INVITE"));
            SipUser.Request forged = SipCall.invite(alice, "bob").with("From", "<sip:carol@example.com>;tag=f");
            SipCall.start(alice, forged);
            String notOwn = alice.client.await(SipCall.status(403, "INVITE"));

            assertThat(List.of(status(refused), status(notOwn))).containsOnly(403);
            assertThat(bob.client.allReceived()).noneMatch(message -> message.startsWith("INVITE"));
        }
    }

    @Test
    void section12_2WithoutTheSealedRouteNobodyReachesIntoADialog() {
        try (SipUser alice = user("UDP", "alice");
                SipUser bob = user("UDP", "bob");
                SipUser carol = user("UDP", "carol")) {
            List.of(alice, bob, carol).forEach(one -> one.register(60).sendSigned());
            SipCall.start(alice, SipCall.invite(alice, "bob"));
            String rang = bob.client.awaitRequest("INVITE");
            bob.client.send(SipCall.answer(bob.client, rang, 200, "b"));
            SipCall caller = SipCall.ofCaller(alice.client, alice.client.await(SipCall.status(200, "INVITE")));
            caller.ack();
            bob.client.awaitRequest("ACK");

            String stolen = caller.request("BYE", 99, "");
            carol.client.send(stolen);
            String challenged = carol.client.await(message -> message.contains("CSeq: 99 BYE"));
            carol.client.send(stolen.replaceAll("Route: [^\r]*\r\n", "").replace("CSeq: 99", "CSeq: 100"));
            String lost = carol.client.await(message -> message.contains("CSeq: 100 BYE"));

            assertThat(status(challenged)).isEqualTo(407);
            assertThat(status(lost)).isEqualTo(481);
            assertThat(bob.client.allReceived()).noneMatch(message -> message.startsWith("BYE"));
        }
    }

    @Test
    void section17_1OverUdpAnInviteIsRepeatedUntilTheDeviceSpeaksAndARefusalUntilItIsAcknowledged() {
        try (SipUser alice = user("UDP", "alice");
                SipUser bob = user("UDP", "bob")) {
            alice.register(60).sendSigned();
            bob.register(60).sendSigned();
            SipCall.start(alice, SipCall.invite(alice, "bob"));

            String first = bob.client.awaitRequest("INVITE");
            String second = bob.client.awaitRequest("INVITE");
            bob.client.send(SipCall.answer(bob.client, first, 486, "b"));
            alice.client.await(SipCall.status(486, "INVITE"));
            String again = alice.client.await(SipCall.status(486, "INVITE"));

            assertThat(second).isEqualTo(first);
            assertThat(status(again)).isEqualTo(486);
            assertThat(bob.client.awaitRequest("ACK"))
                    .contains("CSeq: " + header(first, "CSeq").orElseThrow().split(" ")[0]);
        }
    }
}
