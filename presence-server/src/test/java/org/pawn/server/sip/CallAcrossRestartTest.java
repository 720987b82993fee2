package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.server.sip.SipTestClient.header;
import static org.pawn.server.sip.SipTestClient.status;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pawn.server.main.TestServer;

/** The server is started anew while two people talk: their phones still reach each other, and nobody else does. */
@Timeout(60)
final class CallAcrossRestartTest {
    private static final String SECRET = "a secret";

    @TempDir
    private Path data;

    private TestServer server;
    private SipUser alice;
    private SipUser bob;

    @BeforeEach
    void start() {
        server = TestServer.start(data);
        server.person("alice@example.com", "Alice Example", SECRET);
        server.person("bob@example.com", "Bob Example", SECRET);
        alice = user(SipTestClient.udp(sip()), "alice");
        bob = user(SipTestClient.tcp(sip()), "bob");
    }

    @AfterEach
    void stop() {
        alice.close();
        bob.close();
        server.close();
    }

    private static SipUser user(SipTestClient client, String name) {
        return new SipUser(client.answering(false), name, SECRET);
    }

    private InetSocketAddress sip() {
        String[] sip = server.sip().split(":");
        return new InetSocketAddress(sip[0], Integer.parseInt(sip[1]));
    }

    /** Bob's connection goes with the server; his phone comes back by a new one and registers its Contact again. */
    private void restart() {
        String contact = bob.client.contact("bob");
        String address = server.sip();
        server.close();
        bob.close();
        server = TestServer.start(data, Map.of("sip.listen", address));
        bob = user(SipTestClient.tcp(sip()), "bob");
        assertThat(status(bob.register(600).with("Contact", "<" + contact + ">").sendSigned()))
                .isEqualTo(200);
    }

    private String ringsAtBob() {
        alice.register(600).sendSigned();
        bob.register(600).sendSigned();
        SipCall.start(alice, SipCall.invite(alice, "bob"));
        String rang = bob.client.awaitRequest("INVITE");
        bob.client.send(SipCall.answer(bob.client, rang, 200, "b"));
        return rang;
    }

    @Test
    void theOneWhoNeverLeftHangsUpAndTheOtherHearsItOnTheirNewConnection() {
        ringsAtBob();
        SipCall call = SipCall.ofCaller(alice.client, alice.client.await(SipCall.status(200, "INVITE")));
        call.ack();
        bob.client.awaitRequest("ACK");
        restart();
        bob.client.answering(true);

        String answer = call.send("BYE", "");

        assertThat(status(answer)).isEqualTo(200);
        assertThat(header(bob.client.awaitRequest("BYE"), "CSeq").orElseThrow()).endsWith(" BYE");
    }

    @Test
    void theOneWhoCameBackProvesThemselfAndIsHeard() {
        SipCall call = SipCall.ofCallee(bob.client, ringsAtBob(), "b");
        alice.client.await(SipCall.status(200, "INVITE"));
        restart();
        alice.client.answering(true);

        SipUser.Request bye = call.request(bob, "BYE");
        String challenge = bye.send();
        String answer = bye.signedFor(challenge).send();

        assertThat(status(challenge)).isEqualTo(407);
        assertThat(status(answer)).isEqualTo(200);
        assertThat(alice.client.awaitRequest("BYE")).contains("P-Asserted-Identity: <sip:bob@example.com>");
    }

    @Test
    void aThirdWhoHasTheRouteAndAPasswordOfTheirOwnIsNoSideOfTheCall() {
        server.person("carol@example.com", "Carol Example", SECRET);
        SipCall call = SipCall.ofCallee(bob.client, ringsAtBob(), "b");
        alice.client.await(SipCall.status(200, "INVITE"));

        try (SipUser carol = user(SipTestClient.udp(sip()), "carol")) {
            String answer = call.request(carol, "BYE")
                    .with("From", "<sip:carol@example.com>;tag=b")
                    .sendSigned();

            assertThat(status(answer)).isEqualTo(481);
            assertThat(alice.client.allReceived()).noneMatch(message -> message.startsWith("BYE"));
        }
    }
}
