package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pawn.server.sip.SipTestClient.header;
import static org.pawn.server.sip.SipTestClient.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pawn.presence.Activity;
import org.pawn.time.SettableTime;

/** RFC 3261 sections 16.7 and 16.8: Alice calls Bob, whose devices answer this and that, and hears one thing. */
@Timeout(60)
final class Rfc3261ForkTest {
    private static final Duration TIMER_C = Duration.ofSeconds(181);
    private static final Duration TIMER_B = Duration.ofSeconds(32);

    private final SettableTime time = new SettableTime(Instant.parse("2030-03-04T09:00:00Z"));
    private final SipServer server = new SipServer(time);
    private final List<SipUser> opened = new ArrayList<>();
    private SipUser alice;
    private String sent = "";

    /** One of Bob's, and what rings there. */
    private record Device(SipUser bob, String invite) {
        void answer(int status, String more) {
            String answer = SipCall.answer(bob.client, invite, status, "tag-" + status);
            bob.client.send(answer.replaceFirst("\r\nContact:", "\r\n" + more + "Contact:"));
        }

        void answer(int status) {
            answer(status, "");
        }

        /** Takes a CANCEL and ends as it asks. */
        void giveUp() {
            bob.client.send(SipTestClient.answerTo(bob.client.awaitRequest("CANCEL"), 200));
            answer(487);
        }
    }

    @BeforeEach
    void aliceSignsIn() {
        alice = signIn("alice", "1.0");
    }

    @AfterEach
    void stop() {
        opened.forEach(SipUser::close);
        server.close();
    }

    private SipUser signIn(String name, String q) {
        SipUser user = SipUser.of(SipTestClient.udp(server.plain()), name);
        opened.add(user);
        user.client.answering(false);
        user.register(3600)
                .with("Contact", "<" + user.client.contact(name) + ">;q=" + q)
                .sendSigned();
        return user;
    }

    private void call() {
        sent = SipCall.start(alice, SipCall.invite(alice, "bob"));
    }

    /** Alice calls, and all of so many devices ring. */
    private List<Device> callTo(int count) {
        List<SipUser> bobs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            bobs.add(signIn("bob", "1.0"));
        }
        call();
        List<Device> devices = new ArrayList<>();
        bobs.forEach(bob -> devices.add(new Device(bob, bob.client.awaitRequest("INVITE"))));
        return devices;
    }

    private String heard() {
        return alice.client.await(message -> message.startsWith("SIP/2.0 ")
                && !message.startsWith("SIP/2.0 1")
                && message.contains(header(sent, "CSeq").orElseThrow() + "\r\n"));
    }

    private void ring(Device device) {
        device.answer(180);
        alice.client.await(SipCall.status(180, "INVITE"));
    }

    private boolean inACall(String name) {
        return server.presence
                .current(SipServer.address(name))
                .activities()
                .contains(Activity.of(Activity.Kind.IN_A_CALL));
    }

    @ParameterizedTest
    @CsvSource({
        "486, 480, 486", // the first of equals
        "480, 486, 480",
        "408, 404, 404", // what tells something of the call before what does not
        "500, 404, 404", // the lower class
        "302, 404, 302",
        "404, 484, 484", // what tells the caller what to do
        "503, 500, 500",
        "486, 603, 603"
    })
    void section16_7TheBestOfTwoRefusalsGoesBack(int first, int second, int best) {
        List<Device> devices = callTo(2);

        devices.get(0).answer(first);
        devices.get(0).bob().client.awaitRequest("ACK");
        devices.get(1).answer(second);

        assertThat(status(heard())).isEqualTo(best);
    }

    @Test
    void section16_7ADeclineEverywhereEndsAllDevicesAtOnce() {
        List<Device> devices = callTo(3);
        ring(devices.get(1));
        ring(devices.get(2));

        devices.get(0).answer(603);
        devices.get(1).giveUp();
        devices.get(2).giveUp();

        assertThat(status(heard())).isEqualTo(603);
    }

    @Test
    void section16_7ADeviceThatIsOverloadedIsNotTheServer() {
        Device device = callTo(1).get(0);

        device.answer(503, "Retry-After: 3600\r\n");

        String answer = heard();
        assertThat(status(answer)).isEqualTo(500);
        assertThat(header(answer, "Retry-After")).isEmpty();
    }

    @Test
    void section16_7ChallengesOfAllDevicesGoBackTogether() {
        List<Device> devices = callTo(2);

        devices.get(0).answer(401, "WWW-Authenticate: Digest realm=\"desk\", nonce=\"1\"\r\n");
        devices.get(0).bob().client.awaitRequest("ACK");
        devices.get(1).answer(407, "Proxy-Authenticate: Digest realm=\"door\", nonce=\"2\"\r\n");

        String answer = heard();
        assertThat(status(answer)).isEqualTo(401);
        assertThat(header(answer, "WWW-Authenticate").orElseThrow()).contains("realm=\"desk\"");
        assertThat(header(answer, "Proxy-Authenticate").orElseThrow()).contains("realm=\"door\"");
    }

    @Test
    void section16_5AMoveIsToldToTheCallerAndNotFollowed() {
        Device device = callTo(1).get(0);

        device.answer(302);

        String answer = heard();
        assertThat(status(answer)).isEqualTo(302);
        assertThat(header(answer, "Contact")).contains("<" + device.bob().client.contact("bob") + ">");
    }

    @Test
    void section16_8ADeviceThatRingsForThreeMinutesIsCancelled() {
        Device device = callTo(1).get(0);
        ring(device);

        time.advance(TIMER_C.minusSeconds(1));
        ring(device); // says so again: the three minutes begin anew
        time.advance(TIMER_C.minusSeconds(1));
        assertThat(device.bob().client.allReceived()).noneMatch(message -> message.startsWith("CANCEL"));
        time.advance(Duration.ofSeconds(1));
        device.giveUp();

        assertThat(status(heard())).isEqualTo(487);
        await().until(() -> !inACall("alice"));
    }

    @Test
    void section16_8ADeviceThatDoesNotEvenAnswerTheCancelIsGivenUp() {
        Device device = callTo(1).get(0);
        ring(device);

        time.advance(TIMER_C);
        device.bob().client.awaitRequest("CANCEL");
        time.advance(TIMER_B);

        assertThat(status(heard())).isEqualTo(408);
        await().until(() -> !inACall("alice"));
    }

    @Test
    void section17_1ADeviceThatSaysNothingIsGivenUpAndTheNextIsTried() {
        signIn("bob", "0.9");
        SipUser phone = signIn("bob", "0.5");
        call();
        opened.get(1).client.awaitRequest("INVITE");

        time.advance(TIMER_B);
        await().pollInSameThread() // the first device's timer starts once the bytes are out, which may be after that
                .pollInterval(Duration.ofMillis(200))
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    time.advance(Duration.ofSeconds(1));
                    return phone.client.allReceived().stream().anyMatch(message -> message.startsWith("INVITE"));
                });
        new Device(phone, phone.client.awaitRequest("INVITE")).answer(486);

        assertThat(status(heard())).isEqualTo(486);
    }

    @Test
    void section9ACancelReachesAllThatRingAndNoFurtherDeviceIsTried() {
        SipUser later = signIn("bob", "0.1");
        List<Device> devices = callTo(2);
        devices.forEach(this::ring);

        alice.client.send(SipCall.cancelOf(sent));
        devices.forEach(Device::giveUp);

        assertThat(status(heard())).isEqualTo(487);
        assertThat(later.client.allReceived()).noneMatch(message -> message.startsWith("INVITE"));
    }

    @Test
    void rfc6026ADeviceThatAnswersWhileTheCancelIsOnItsWayIsHeard() {
        Device device = callTo(1).get(0);
        ring(device);
        alice.client.send(SipCall.cancelOf(sent));
        device.bob().client.awaitRequest("CANCEL");

        device.answer(200);

        String ok = heard();
        assertThat(status(ok)).isEqualTo(200);
        SipCall call = SipCall.ofCaller(alice.client, ok);
        call.ack();
        device.bob().client.awaitRequest("ACK");
        device.bob().client.answering(true);
        assertThat(status(call.send("BYE", ""))).isEqualTo(200);
        await().until(() -> !inACall("alice") && !inACall("bob"));
    }

    @Test
    void rfc6026EachRepeatedAcceptancePassesAndARepeatedRefusalIsAcknowledgedHere() {
        Device device = callTo(1).get(0);

        device.answer(200);
        heard();
        device.answer(200);

        assertThat(status(heard())).isEqualTo(200);
    }

    @Test
    void whoCallsShowsItFromTheFirstRingingAndWhoIsRungOnlyOnceTheyAnswer() {
        List<Device> devices = callTo(2);
        assertThat(inACall("alice")).isFalse();

        ring(devices.get(0));
        await().until(() -> inACall("alice"));
        assertThat(inACall("bob")).isFalse();
        devices.get(1).answer(200);
        heard();
        await().until(() -> inACall("bob"));
        devices.get(0).giveUp();
        devices.get(0).bob().client.awaitRequest("ACK");

        assertThat(inACall("alice") && inACall("bob")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"486", "603", "500"})
    void whoIsRefusedIsInNoCallAnyMore(int refusal) {
        Device device = callTo(1).get(0);
        ring(device);
        await().until(() -> inACall("alice"));

        device.answer(refusal);

        heard();
        await().until(() -> !inACall("alice"));
        assertThat(inACall("bob")).isFalse();
    }

    @Test
    void ofTwoDevicesThatTakeACallTheLastToHangUpEndsIt() {
        List<Device> devices = callTo(2);
        devices.get(0).answer(200);
        SipCall kept = SipCall.ofCaller(alice.client, heard());
        devices.get(1).answer(202); // whatever 2xx it is
        SipCall dropped = SipCall.ofCaller(alice.client, heard());
        devices.forEach(device -> device.bob().client.answering(true));
        await().until(() -> inACall("alice") && inACall("bob"));

        dropped.send("BYE", "");
        assertThat(inACall("alice") && inACall("bob")).isTrue();
        kept.send("BYE", "");

        await().until(() -> !inACall("alice") && !inACall("bob"));
    }

    @Test
    void anotherCallWithTheSameIdLeavesTheFirstAlone() {
        Device device = callTo(1).get(0);
        device.answer(200);
        String ok = heard();
        await().until(() -> inACall("alice") && inACall("bob"));
        SipUser carol = signIn("carol", "1.0");

        SipUser.Request forged = SipCall.invite(carol, "bob")
                .with("Call-ID", header(ok, "Call-ID").orElseThrow());
        SipCall.start(carol, forged);
        String second = device.bob().client.await(message -> message.startsWith("INVITE") && message.contains("carol"));
        device.bob().client.send(SipCall.answer(device.bob().client, second, 486, "c"));
        carol.client.await(SipCall.status(486, "INVITE"));

        assertThat(inACall("alice") && inACall("bob")).isTrue();
    }
}
