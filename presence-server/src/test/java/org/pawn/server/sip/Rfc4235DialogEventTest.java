package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.server.sip.SipTestClient.header;
import static org.pawn.server.sip.SipTestClient.status;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pawn.access.Level;
import org.pawn.policy.Handling;
import org.pawn.policy.Matcher;
import org.pawn.policy.PrivacyRule;
import org.pawn.policy.PrivacyRules;

/** Calls that go through us, as an event (RFC 4235): Alice calls Bob, and Carol looks. */
@Timeout(60)
final class Rfc4235DialogEventTest {
    private final SipServer server = new SipServer();
    private final SipUser alice = SipUser.of(SipTestClient.udp(server.plain()), "alice");
    private final SipUser bob = SipUser.of(SipTestClient.udp(server.plain()), "bob");
    private final SipUser carol = SipUser.of(SipTestClient.tcp(server.plain()), "carol");
    private final SipUser aliceAtHome = SipUser.of(SipTestClient.tcp(server.plain()), "alice");

    @BeforeEach
    void register() {
        alice.register(600).sendSigned();
        bob.register(600).sendSigned();
    }

    @AfterEach
    void stop() {
        List.of(alice, bob, carol, aliceAtHome).forEach(SipUser::close);
        server.close();
    }

    private void rule(Handling handling, Level level) {
        PrivacyRule rule = new PrivacyRule(
                new Matcher.One(SipServer.address("carol")),
                handling,
                level,
                false,
                Optional.empty(),
                server.time.now());
        server.privacy
                .edit(
                        SipServer.address("alice"),
                        Optional.empty(),
                        rules -> new PrivacyRules(rules.owner(), rules.version(), List.of(rule)))
                .join();
    }

    /** Alice's side, once Bob has answered. */
    private SipCall call() {
        bob.client.answering(false);
        SipCall.start(alice, SipCall.invite(alice, "bob"));
        String invite = bob.client.awaitRequest("INVITE");
        bob.client.send(SipCall.answer(bob.client, invite, 200, "b1"));
        SipCall caller = SipCall.ofCaller(alice.client, alice.client.await(SipCall.status(200, "INVITE")));
        caller.ack();
        bob.client.awaitRequest("ACK");
        bob.client.answering(true);
        return caller;
    }

    /** The next body with a dialog in that state. */
    private static String until(Subscriber calls, String state) {
        String body = calls.body();
        while (!body.contains(">" + state + "</state>")) {
            body = calls.body();
        }
        return plain(body);
    }

    private static String plain(String body) {
        return body.replaceAll("<dialog id=\"[^\"]+\"", "<dialog id=\"ID\"")
                .replaceAll("<duration>[0-9]+<", "<duration>N<")
                .replaceAll("version=\"[1-9][0-9]*\"", "version=\"V\"");
    }

    /** Bob's device is called and has yet to say anything; gives the INVITE that came to it. */
    private String ring(SipUser.Request invite) {
        bob.client.answering(false);
        SipCall.start(alice, invite);
        return bob.client.awaitRequest("INVITE");
    }

    private void says(int status, String invite, String tag) {
        String answer = SipCall.answer(bob.client, invite, status, tag);
        bob.client.send(tag.isEmpty() ? answer.replace(";tag=\r\n", "\r\n") : answer);
    }

    @Test
    void section3_7_1WhoIsRungHasAnEarlyDialogThatEndsWithTheCall() {
        Subscriber calls = Subscriber.subscribe(carol, "bob", "dialog");
        calls.body();

        String invite = ring(SipCall.invite(alice, "bob"));
        says(180, invite, "b1");
        String early = until(calls, "early");
        says(486, invite, "b1");
        String terminated = until(calls, "terminated");

        assertThat(early).isEqualTo("""
            <?xml version="1.0" encoding="UTF-8"?>
            <dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="V" state="partial" entity="sip:bob@example.com">
            <dialog id="ID" direction="recipient"><state>early</state><duration>N</duration></dialog>
            </dialog-info>
            """);
        assertThat(terminated).contains("direction=\"recipient\"><state>terminated</state>");
    }

    @Test
    void section3_7_1WhoIsRungAndAnswersHasOneDialogThatIsConfirmed() {
        Subscriber calls = Subscriber.subscribe(carol, "bob", "dialog");
        calls.body();

        String invite = ring(SipCall.invite(alice, "bob"));
        says(180, invite, "b1");
        String early = calls.body();
        says(200, invite, "b1");
        String confirmed = calls.body();

        assertThat(confirmed).contains("<state>confirmed</state>");
        assertThat(confirmed.replaceAll("(?s).*<dialog id=(\"[^\"]+\").*", "$1"))
                .isEqualTo(early.replaceAll("(?s).*<dialog id=(\"[^\"]+\").*", "$1"));
    }

    @Test
    void section3_7_1TheCallersDialogIsTryingThenProceedingThenEarlyAndNeverGoesBack() {
        Subscriber calls = Subscriber.subscribe(carol, "alice", "dialog");
        calls.body();

        String invite = ring(SipCall.invite(alice, "bob"));
        String trying = plain(calls.body());
        says(183, invite, "");
        String proceeding = plain(calls.body());
        says(180, invite, "b1");
        String early = plain(calls.body());
        says(183, invite, "");
        says(200, invite, "b1");
        String confirmed = plain(calls.body());

        assertThat(trying).contains("direction=\"initiator\"><state>trying</state>");
        assertThat(proceeding).contains("<state>proceeding</state>");
        assertThat(early).contains("<state>early</state>");
        assertThat(confirmed).contains("<state>confirmed</state>");
    }

    @Test
    void whoIsRungSeesByWhomUnlessTheCallerWantsToBeNobody() {
        SipUser bobAtHome = SipUser.of(SipTestClient.tcp(server.plain()), "bob");
        says(180, ring(SipCall.invite(alice, "bob")), "b1");
        alice.client.await(SipCall.status(180, "INVITE"));
        String open = Subscriber.subscribe(bobAtHome, "bob", "dialog").body();

        says(180, ring(SipCall.invite(alice, "bob").with("Privacy", "id")), "b2");
        alice.client.await(SipCall.status(180, "INVITE"));
        String both = Subscriber.subscribe(bobAtHome, "bob", "dialog").body();
        bobAtHome.close();

        assertThat(open).contains("<remote><identity>sip:alice@example.com</identity></remote>");
        assertThat(both.split("<dialog ", -1)).hasSize(3);
        assertThat(both.split("alice@example.com", -1)).hasSize(2);
    }

    @Test
    void whoRingsSomebodyOverAndOverHidesNobodyElsesCalls() {
        for (int i = 0; i < 20; i++) {
            says(180, ring(SipCall.invite(alice, "bob")), "b" + i);
            alice.client.await(SipCall.status(180, "INVITE"));
        }

        says(200, ring(SipCall.invite(alice, "bob")), "taken");
        alice.client.await(SipCall.status(200, "INVITE"));

        String body = Subscriber.subscribe(carol, "bob", "dialog").body();
        assertThat(body.split("<state>early</state>", -1)).hasSize(16 + 1);
        assertThat(body).contains("<state>confirmed</state>");
    }

    @Test
    void section3_6WhoHasNoCallHasAnEmptyFullState() {
        Subscriber calls = Subscriber.subscribe(carol, "alice", "dialog");

        String notify = calls.notified();

        assertThat(header(notify, "Content-Type")).contains("application/dialog-info+xml");
        assertThat(SipTestClient.body(notify)).isEqualTo("""
            <?xml version="1.0" encoding="UTF-8"?>
            <dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="0" state="full" entity="sip:alice@example.com">
            </dialog-info>
            """);
    }

    @Test
    void section3_7AColleagueSeesThatThereIsACallAndHowFarItIsAndNotWithWhom() {
        Subscriber calls = Subscriber.subscribe(carol, "alice", "dialog");
        calls.body();

        SipCall call = call();
        String confirmed = until(calls, "confirmed");
        call.send("BYE", "");
        String terminated = until(calls, "terminated");

        assertThat(confirmed).isEqualTo("""
            <?xml version="1.0" encoding="UTF-8"?>
            <dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="V" state="partial" entity="sip:alice@example.com">
            <dialog id="ID" direction="initiator"><state>confirmed</state><duration>N</duration></dialog>
            </dialog-info>
            """);
        assertThat(terminated).contains("<state>terminated</state>").doesNotContain("bob");
    }

    @Test
    void aliceHerselfSeesWithWhom() {
        call();

        Subscriber calls = Subscriber.subscribe(aliceAtHome, "alice", "dialog");

        assertThat(plain(calls.body())).isEqualTo("""
            <?xml version="1.0" encoding="UTF-8"?>
            <dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="0" state="full" entity="sip:alice@example.com">
            <dialog id="ID" direction="initiator"><state>confirmed</state><duration>N</duration>\
            <local><identity>sip:alice@example.com</identity></local>\
            <remote><identity>sip:bob@example.com</identity></remote></dialog>
            </dialog-info>
            """);
    }

    @Test
    void whomAliceLetsSeeEverythingSeesWithWhom() {
        rule(Handling.ALLOW, Level.PERSONAL);
        call();

        assertThat(Subscriber.subscribe(carol, "alice", "dialog").body())
                .contains("<remote><identity>sip:bob@example.com</identity></remote>");
    }

    @Test
    void section7WhoMaySeeNoActivityIsRefusedLikeWhoMaySeeNothing() {
        rule(Handling.ALLOW, Level.EXTERNAL);
        String little = Subscriber.to(carol, "alice", "dialog", 600).sendSigned();
        rule(Handling.BLOCK, Level.BLOCKED);
        String nothing = Subscriber.to(carol, "alice", "dialog", 600).sendSigned();

        assertThat(status(little)).isEqualTo(403);
        assertThat(status(nothing)).isEqualTo(403);
        assertThat(header(little, "Warning")).isEqualTo(header(nothing, "Warning"));
    }

    @Test
    void whoIsBlockedPolitelySeesSomebodyWithoutCalls() {
        rule(Handling.POLITE_BLOCK, Level.BLOCKED);
        Subscriber calls = Subscriber.subscribe(carol, "alice", "dialog");
        String before = calls.body();

        call();

        assertThat(before).contains("state=\"full\"").doesNotContain("<dialog ");
        calls.assertSilentFor(Duration.ofMillis(500));
        assertThat(status(calls.again(600).sendSigned())).isEqualTo(200);
        assertThat(calls.body()).contains("state=\"full\"").doesNotContain("<dialog ");
    }

    @Test
    void whoWaitsToBeLetInIsPendingAndSeesTheCallsOnceAliceAllows() {
        rule(Handling.CONFIRM, Level.BLOCKED);
        call();
        Subscriber calls = Subscriber.subscribe(carol, "alice", "dialog");
        String pending = calls.notified();

        rule(Handling.ALLOW, Level.COMPANY);
        String allowed = calls.notified();

        assertThat(header(pending, "Subscription-State").orElseThrow()).startsWith("pending;");
        assertThat(SipTestClient.body(pending)).isEmpty();
        assertThat(header(allowed, "Subscription-State").orElseThrow()).startsWith("active;");
        assertThat(SipTestClient.body(allowed)).contains("<state>confirmed</state>");
    }

    @Test
    void aRevokeEndsTheSubscription() {
        Subscriber calls = Subscriber.subscribe(carol, "alice", "dialog");
        calls.body();

        rule(Handling.BLOCK, Level.BLOCKED);

        String last = calls.notified();
        assertThat(header(last, "Subscription-State")).contains("terminated;reason=rejected");
        assertThat(SipTestClient.body(last)).isEmpty();
    }
}
