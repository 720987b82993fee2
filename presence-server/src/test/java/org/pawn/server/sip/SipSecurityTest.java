package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pawn.server.sip.SipTestClient.body;
import static org.pawn.server.sip.SipTestClient.header;
import static org.pawn.server.sip.SipTestClient.status;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.presence.Availability;

/** Who may do what over SIP: guesses, forgeries, replays, hijacks, relays. */
@Timeout(60)
final class SipSecurityTest {
    private final SipServer server = new SipServer();
    private SipUser alice;
    private SipUser bob;

    @BeforeEach
    void connect() {
        alice = SipUser.of(SipTestClient.udp(server.plain()), "alice");
        bob = SipUser.of(SipTestClient.udp(server.plain()), "bob");
        bob.register(60).sendSigned();
        await().until(() -> availability("bob") == Availability.AVAILABLE);
    }

    private Availability availability(String name) {
        return server.presence.current(SipServer.address(name)).availability();
    }

    @AfterEach
    void stop() {
        alice.close();
        bob.close();
        server.close();
    }

    private void assertBobHearsNothing() {
        assertThat(bob.client.await(message -> !message.startsWith("SIP/2.0"), Duration.ofMillis(300)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"REGISTER", "PUBLISH", "SUBSCRIBE", "MESSAGE"})
    void withoutCredentialsEverythingIsChallengedAndNothingHappens(String method) {
        String answer = alice.request(method, method.equals("REGISTER") ? "sip:example.com" : "sip:bob@example.com")
                .with("Event", "presence")
                .with("Expires", "60")
                .send();

        assertThat(status(answer)).isEqualTo(method.equals("MESSAGE") ? 407 : 401);
        assertThat(header(answer, method.equals("MESSAGE") ? "Proxy-Authenticate" : "WWW-Authenticate")
                        .orElseThrow())
                .matches("Digest realm=\"example.com\", nonce=\"[^\"]{20,}\", algorithm=MD5, qop=\"auth\"");
        assertThat(header(answer, "Content-Length")).contains("0");
        assertBobHearsNothing();
    }

    @Test
    void aWrongPasswordAndAnUnknownUserGetTheSameAnswer() {
        try (SipUser guesser = new SipUser(SipTestClient.udp(server.plain()), "alice", "guess");
                SipUser nobody = new SipUser(SipTestClient.udp(server.plain()), "nobody", "guess")) {
            String wrong = guesser.register(60).sendSigned();
            String unknown = nobody.register(60).sendSigned();

            assertThat(status(wrong)).isEqualTo(401);
            assertThat(header(wrong, "WWW-Authenticate").orElseThrow()).doesNotContain("stale");
            assertThat(shape(unknown)).isEqualTo(shape(wrong));
        }
        assertThat(server.registrations.bindings(SipServer.address("alice"))).isEmpty();
    }

    /** The answer without what differs between any two. */
    private static String shape(String answer) {
        return answer.replaceAll("nonce=\"[^\"]*\"", "nonce").replaceAll("(?m)^(Via|From|To|Call-ID|CSeq): .*$", "$1");
    }

    @Nested
    final class GivenForgedIdentities {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<sip:bob@example.com>;tag=1",
                    "sip:bob@example.com;tag=1",
                    "\"<sip:alice@example.com>\" <sip:bob@example.com>;tag=1",
                    "\"alice\"\r\n <sip:bob@example.com>\r\n\t;tag=1",
                    "<sips:bob@example.com>;tag=1",
                    "<sip:alice%40example.com@elsewhere.example>;tag=1",
                    "<sip:alice@elsewhere.example>;tag=1",
                    "<sip:Alice@example.com>;tag=1",
                    "<sip:alice@example.com.elsewhere.example>;tag=1",
                    "<tel:+15551234>;tag=1",
                    "<sip:bob@example.com>;x=\"<sip:alice@example.com>\";tag=1"
                })
        void aFromThatIsNotTheSendersIs403OnEveryMethod(String from) {
            for (SipUser.Request forged : new SipUser.Request[] {
                alice.message("carol", "x"), alice.publish("open", ""), alice.subscribe("carol", 60), alice.register(60)
            }) {
                assertThat(status(forged.with("From", from).sendSigned())).isEqualTo(403);
            }
            assertThat(availability("alice")).isEqualTo(Availability.OFFLINE);
            assertThat(server.registrations.bindings(SipServer.address("alice")))
                    .isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "From: <sip:bob@example.com>;tag=2\r\n",
                    "f: <sip:bob@example.com>;tag=2\r\n",
                    "From : <sip:bob@example.com>;tag=2\r\n",
                    "FROM\t: <sip:bob@example.com>;tag=2\r\n"
                })
        void aSecondFromIs400(String second) {
            assertThat(status(alice.message("bob", "x").raw(second).sendSigned()))
                    .isEqualTo(400);
            assertBobHearsNothing();
        }

        @ParameterizedTest
        @ValueSource(strings = {"P-Asserted-Identity", "P-Preferred-Identity", "p-asserted-identity"})
        void anotherIdentityHeaderMustNameTheSenderToo(String header) {
            assertThat(status(alice.message("bob", "x")
                            .with(header, "\"Bob\" <sip:bob@example.com>")
                            .sendSigned()))
                    .isEqualTo(403);
            assertThat(status(alice.message("bob", "x")
                            .with(header, "<sip:alice@example.com>")
                            .sendSigned()))
                    .isEqualTo(200);
        }

        @Test
        void aMisleadingDisplayNameDoesNotReachTheReceiver() {
            alice.message("bob", "x")
                    .with("From", "\"<sip:carol@example.com>\" <sip:alice@example.com>;tag=1")
                    .sendSigned();

            assertThat(bob.client.awaitRequest("MESSAGE")).doesNotContain("carol");
        }
    }

    @Nested
    final class GivenSomeoneElsesPresence {
        @Test
        void publishingForThemIs403AndTheirWatchersSeeNothing() {
            String forOther = alice.request("PUBLISH", "sip:bob@example.com")
                    .with("Event", "presence")
                    .with("Expires", "60")
                    .body("application/pidf+xml", SipUser.pidf("bob", "open", "<rpid:busy/>"))
                    .sendSigned();
            String otherEntity = alice.publish("open", "")
                    .body("application/pidf+xml", SipUser.pidf("bob", "open", "<rpid:busy/>"))
                    .sendSigned();

            assertThat(status(forOther)).isEqualTo(403);
            assertThat(status(otherEntity)).isEqualTo(403);
            assertThat(availability("bob")).isEqualTo(Availability.AVAILABLE);
        }

        @Test
        void theirEntityTagIsWorthNothing() {
            String theirs = header(bob.publish("open", "<rpid:busy/>").sendSigned(), "SIP-ETag")
                    .orElseThrow();

            assertThat(status(alice.publish("open", "")
                            .with("SIP-If-Match", theirs)
                            .sendSigned()))
                    .isEqualTo(412);
            assertThat(availability("bob")).isEqualTo(Availability.BUSY);
        }

        @Test
        void registeringOrUnregisteringThemIs403() {
            for (String contact : new String[] {"<sip:alice@192.0.2.1>", "*"}) {
                assertThat(status(alice.register(0)
                                .with("To", "<sip:bob@example.com>")
                                .with("Contact", contact)
                                .sendSigned()))
                        .isEqualTo(403);
            }
            assertThat(server.registrations.bindings(SipServer.address("bob"))).hasSize(1);
        }
    }

    @Nested
    final class GivenACapturedAnswer {
        private SipUser.Request captured;

        @BeforeEach
        void capture() {
            captured = alice.publish("open", "<rpid:busy/>");
            captured.signedFor(captured.send());
            assertThat(status(captured.send())).isEqualTo(200);
        }

        @Test
        void itIsWorthNothingOnAnotherSocketMethodOrUri() {
            String credentials = header(captured.text(), "Authorization").orElseThrow();
            try (SipUser thief = SipUser.of(SipTestClient.tcp(server.plain()), "alice")) {
                String same = thief.publish("open", "")
                        .with("Authorization", credentials)
                        .send();
                String method = thief.subscribe("alice", 60)
                        .with("Authorization", credentials)
                        .send();
                String uri = thief.message("bob", "x")
                        .with("Authorization", credentials)
                        .send();

                assertThat(status(same)).isEqualTo(401);
                assertThat(header(same, "WWW-Authenticate").orElseThrow()).contains("stale=true");
                assertThat(status(method)).isEqualTo(401);
                assertThat(status(uri)).isEqualTo(407);
            }
        }
    }

    @Nested
    final class GivenAnotherPersonsSubscription {
        @Test
        void itsDialogCannotBeTakenOver() {
            try (SipUser carol = SipUser.of(SipTestClient.udp(server.plain()), "carol")) {
                SipUser.Request first = carol.subscribe("bob", 60);
                String answer = first.sendSigned();
                carol.client.awaitRequest("NOTIFY");

                String stolen = alice.subscribe("bob", 0)
                        .with("From", "<sip:alice@example.com>;" + tag(first.text(), "From"))
                        .with("To", header(answer, "To").orElseThrow())
                        .with("Call-ID", header(answer, "Call-ID").orElseThrow())
                        .sendSigned();
                String guessed = carol.subscribe("bob", 0)
                        .with("From", header(first.text(), "From").orElseThrow())
                        .with("To", "<sip:bob@example.com>;tag=guess")
                        .with("Call-ID", header(answer, "Call-ID").orElseThrow())
                        .sendSigned();

                assertThat(status(stolen)).isEqualTo(481);
                assertThat(status(guessed)).isEqualTo(481);
                bob.publish("open", "<rpid:busy/>").sendSigned();
                assertThat(body(carol.client.awaitRequest("NOTIFY"))).contains("<rpid:busy/>");
            }
        }

        private static String tag(String message, String name) {
            return header(message, name).orElseThrow().replaceAll(".*;(tag=.*)", "$1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sip:bob@elsewhere.example", "tel:+15551234", "sip:192.0.2.9", "sip:bob@192.0.2.9"})
    void nothingIsRelayedElsewhere(String uri) {
        assertThat(status(alice.request("MESSAGE", uri).body("text/plain", "x").sendSigned()))
                .isEqualTo(403);
        assertThat(status(alice.subscribe("bob", 60).with("Event", "presence").sendSigned()))
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<sip:192.0.2.9;lr>", "<sip:elsewhere.example;lr>", "<sip:example.com.elsewhere.example>"})
    void aRouteToElsewhereIs403AndOneToUsIsTakenAsOurs(String elsewhere) {
        String ours = "<sip:127.0.0.1:" + server.plain().getPort() + ";lr>";

        assertThat(status(alice.message("bob", "x").with("Route", elsewhere).sendSigned()))
                .isEqualTo(403);
        assertThat(status(alice.message("bob", "x")
                        .with("Route", ours + "," + elsewhere)
                        .sendSigned()))
                .isEqualTo(403);
        assertThat(status(alice.message("bob", "x").with("Route", ours).sendSigned()))
                .isEqualTo(200);
    }
}
