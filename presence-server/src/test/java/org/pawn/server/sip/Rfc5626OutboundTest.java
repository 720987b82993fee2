package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pawn.server.sip.SipTestClient.header;
import static org.pawn.server.sip.SipTestClient.status;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pawn.registration.Binding;

/** Devices that number their flows (RFC 5626). */
@Timeout(60)
final class Rfc5626OutboundTest {
    private static final String INSTANCE = ";+sip.instance=\"<urn:uuid:00000000-0000-1000-8000-000A95A0E128>\"";

    private final SipServer server = new SipServer();
    private final SipUser first = tcp();
    private final SipUser second = tcp();
    private final SipUser bob = SipUser.of(SipTestClient.udp(server.plain()), "bob");

    @AfterEach
    void stop() {
        first.close();
        second.close();
        bob.close();
        server.close();
    }

    private SipUser tcp() {
        return SipUser.of(SipTestClient.tcp(server.plain()), "alice");
    }

    private SipUser.Request register(SipUser user, int flow) {
        return user.register(60)
                .with("Supported", "path, outbound")
                .with("Contact", "<sip:alice@10.0.0.7;ob>" + INSTANCE + ";reg-id=" + flow);
    }

    private long bindings() {
        return server.registrations.bindings(SipServer.address("alice")).size();
    }

    @Test
    void section6ANumberedFlowIsBoundAndTheAnswerRequiresOutboundAndSaysHowOftenToSpeak() {
        String answer = register(first, 1).sendSigned();

        assertThat(status(answer)).isEqualTo(200);
        assertThat(header(answer, "Require")).contains("outbound");
        assertThat(header(answer, "Flow-Timer")).contains("120");
        assertThat(header(answer, "Contact").orElseThrow()).contains(INSTANCE + ";reg-id=1");
    }

    @Test
    void section6RequireOutboundIsServed() {
        String answer = register(first, 1).with("Require", "outbound").sendSigned();

        assertThat(status(answer)).isEqualTo(200);
    }

    @Test
    void withoutSupportedOutboundTheNumberMeansNothing() {
        String answer = register(first, 1).with("Supported", "path").sendSigned();

        assertThat(header(answer, "Require")).isEmpty();
        assertThat(header(answer, "Contact").orElseThrow()).doesNotContain("reg-id");
    }

    @Test
    void section6OneContactOverTwoFlowsIsTwoBindingsOfOneDeviceAndAMessageComesOnce() {
        register(first, 1).sendSigned();
        register(second, 2).sendSigned();
        assertThat(bindings()).isEqualTo(2);

        assertThat(status(bob.message("alice", "once").sendSigned())).isEqualTo(200);

        second.client.awaitRequest("MESSAGE");
        assertThat(first.client.allReceived()).noneMatch(message -> message.startsWith("MESSAGE"));
    }

    @Test
    void section6TheSameNumberAgainTakesTheOldFlowsPlace() {
        register(first, 1).sendSigned();

        register(second, 1).sendSigned();

        assertThat(bindings()).isEqualTo(1);
        bob.message("alice", "over the new one").sendSigned();
        second.client.awaitRequest("MESSAGE");
    }

    @Test
    void section7WhenAFlowEndsTheOtherIsUsed() {
        register(first, 1).sendSigned();
        register(second, 2).sendSigned();

        second.close();

        await().untilAsserted(() -> assertThat(bindings()).isEqualTo(1));
        assertThat(status(bob.message("alice", "over the first").sendSigned())).isEqualTo(200);
        first.client.awaitRequest("MESSAGE");
    }

    @Test
    void section7ACallRingsADeviceWithTwoFlowsOnce() {
        register(first, 1).sendSigned();
        register(second, 2).sendSigned();
        first.client.answering(false);
        second.client.answering(false);
        bob.client.answering(false);

        SipUser.Request invite = bob.request("INVITE", first.address());
        bob.client.send(invite.signedFor(invite.send()).text());

        second.client.awaitRequest("INVITE");
        assertThat(first.client.await(message -> message.startsWith("INVITE"), Duration.ofMillis(300)))
                .isEmpty();
    }

    @Test
    void section6BehindAProxyThatKnowsNoFlowsItIs439() {
        String via = "Via: SIP/2.0/UDP 10.0.0.7;branch=z9hG4bKdevice\r\n";
        SipUser.Request request = register(first, 1).raw(via);

        assertThat(status(request.sendSigned())).isEqualTo(439);
        assertThat(bindings()).isZero();
    }

    @Test
    void section6BehindAProxyThatKeepsFlowsApartItIsBound() {
        String via = "Via: SIP/2.0/UDP 10.0.0.7;branch=z9hG4bKdevice\r\n";
        SipUser.Request request = register(first, 1).raw(via).with("Path", "<sip:flow1@192.0.2.9;lr;ob>");

        assertThat(status(request.sendSigned())).isEqualTo(200);
        assertThat(server.registrations.bindings(SipServer.address("alice")))
                .extracting(Binding::flowNumber)
                .allSatisfy(number -> assertThat(number).contains(1));
    }

    @Test
    void section42SeveralContactsWithANumberOrANumberThatIsNoneAre400() {
        String two = "<sip:alice@10.0.0.7>" + INSTANCE + ";reg-id=1, <sip:alice@10.0.0.8>";

        assertThat(status(register(first, 1).with("Contact", two).sendSigned())).isEqualTo(400);
        assertThat(status(register(first, 0).sendSigned())).isEqualTo(400);
        assertThat(bindings()).isZero();
    }
}
