package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pawn.server.sip.SipTestClient.header;
import static org.pawn.server.sip.SipTestClient.status;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.presence.Availability;

/** RFC 3261 section 10, and what registering does to presence. */
@Timeout(60)
final class Rfc3261RegisterTest {
    private final SipServer server = new SipServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private SipUser user(String transport, String name) {
        return SipUser.of(
                transport.equals("UDP") ? SipTestClient.udp(server.plain()) : SipTestClient.tcp(server.plain()), name);
    }

    private Availability availability(String user) {
        return server.presence.current(SipServer.address(user)).availability();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UDP", "TCP"})
    void section103RegisteringGivesTheBindingAndMakesThePersonAvailable(String transport) {
        try (SipUser alice = user(transport, "alice")) {
            String answer = alice.register(60)
                    .with("Contact", "<" + alice.client.contact("alice") + ">;q=0.5")
                    .sendSigned();

            assertThat(status(answer)).isEqualTo(200);
            assertThat(header(answer, "Contact").orElseThrow())
                    .matches("<sip:alice@127.0.0.1:\\d+(;transport=tcp)?>;expires=(59|60);q=0.500");
            await().untilAsserted(() -> assertThat(availability("alice")).isEqualTo(Availability.AVAILABLE));
        }
    }

    @Test
    void section1022RemovingTheBindingMakesThePersonOffline() {
        try (SipUser alice = user("UDP", "alice")) {
            alice.register(60).sendSigned();

            String answer = alice.register(0).sendSigned();

            assertThat(status(answer)).isEqualTo(200);
            assertThat(header(answer, "Contact")).isEmpty();
            await().untilAsserted(() -> assertThat(availability("alice")).isEqualTo(Availability.OFFLINE));
        }
    }

    @Test
    void section1022StarRemovesAllAndOnlyWithExpiresZero() {
        try (SipUser desk = user("UDP", "alice");
                SipUser phone = user("TCP", "alice")) {
            desk.register(60).sendSigned();
            phone.register(60).sendSigned();
            assertThat(server.registrations.bindings(SipServer.address("alice")))
                    .hasSize(2);

            assertThat(status(desk.register(60).with("Contact", "*").sendSigned()))
                    .isEqualTo(400);
            assertThat(status(desk.register(0)
                            .with("Contact", "*, <sip:alice@192.0.2.1>")
                            .sendSigned()))
                    .isEqualTo(400);
            assertThat(server.registrations.bindings(SipServer.address("alice")))
                    .hasSize(2);

            assertThat(status(desk.register(0).with("Contact", "*").sendSigned()))
                    .isEqualTo(200);
            assertThat(server.registrations.bindings(SipServer.address("alice")))
                    .isEmpty();
        }
    }

    @Test
    void section103Step3WithoutContactItOnlyFetches() {
        try (SipUser alice = user("UDP", "alice")) {
            alice.register(60).sendSigned();

            String answer = alice.register(60).without("Contact").sendSigned();

            assertThat(header(answer, "Contact").orElseThrow()).contains("sip:alice@127.0.0.1");
        }
    }

    @Test
    void section103Step7ATooShortLifeIs423WithMinExpiresAndATooLongOneIsCut() {
        try (SipUser alice = user("UDP", "alice")) {
            String brief = alice.register(1).sendSigned();
            String eternal = alice.register(0).with("Expires", "2147483648").sendSigned();

            assertThat(status(brief)).isEqualTo(423);
            assertThat(header(brief, "Min-Expires")).contains("2");
            assertThat(header(eternal, "Contact").orElseThrow()).contains(";expires=3600;");
        }
    }

    @Test
    void section103Step7AnOlderCSeqOfTheSameCallIdChangesNothing() {
        try (SipUser alice = user("UDP", "alice")) {
            String challenge = alice.register(60).send();
            assertThat(status(alice.register(60)
                            .signedFor(challenge)
                            .with("CSeq", "50 REGISTER")
                            .send()))
                    .isEqualTo(200);

            String second = alice.register(0).with("CSeq", "49 REGISTER").send();
            SipUser.Request older = alice.register(0).signedFor(second).with("CSeq", "49 REGISTER");

            assertThat(status(older.send())).isEqualTo(500);
            assertThat(server.registrations.bindings(SipServer.address("alice")))
                    .hasSize(1);
        }
    }

    @Test
    void aBindingThatIsNotRefreshedEndsAndThePersonIsOffline() {
        try (SipUser alice = user("UDP", "alice")) {
            alice.register(2).sendSigned();
            await().untilAsserted(() -> assertThat(availability("alice")).isEqualTo(Availability.AVAILABLE));

            await().untilAsserted(() -> assertThat(availability("alice")).isEqualTo(Availability.OFFLINE));
        }
    }

    @Test
    void rfc5626WhenTheConnectionEndsTheBindingEnds() {
        SipUser alice = user("TCP", "alice");
        alice.register(60).sendSigned();
        await().untilAsserted(() -> assertThat(availability("alice")).isEqualTo(Availability.AVAILABLE));

        alice.close();

        await().untilAsserted(() -> assertThat(availability("alice")).isEqualTo(Availability.OFFLINE));
        assertThat(server.registrations.bindings(SipServer.address("alice"))).isEmpty();
    }

    @Test
    void moreContactsThanAllowedAreRefusedAndNoneIsKept() {
        try (SipUser alice = user("TCP", "alice")) {
            StringBuilder contacts = new StringBuilder("<sip:alice@192.0.2.1:1>");
            for (int i = 2; i <= 9; i++) {
                contacts.append(", <sip:alice@192.0.2.1:").append(i).append('>');
            }

            assertThat(status(alice.register(60)
                            .with("Contact", contacts.toString())
                            .sendSigned()))
                    .isEqualTo(403);
            assertThat(server.registrations.bindings(SipServer.address("alice")))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<sip:alice@192.0.2.1?Route=%3Csip:192.0.2.9%3E>",
                "<tel:+15551234>",
                "<http://192.0.2.1/>",
                "<sip:alice@192.0.2.1>;q=2",
                "<sip:alice@192.0.2.1"
            })
    void aContactThatCannotBeReachedSafelyIs400(String contact) {
        try (SipUser alice = user("TCP", "alice")) {
            assertThat(status(alice.register(60).with("Contact", contact).sendSigned()))
                    .isEqualTo(400);
        }
    }

    @Test
    void section16ThisServerItselfIsNoContactOfAnybody() {
        try (SipUser alice = user("TCP", "alice")) {
            int port = server.plain().getPort();
            for (String self : new String[] {"127.0.0.1", "localhost", "example.com", "sip.example.com"}) {
                String contact = "<sip:alice@" + self + ":" + port + ">";

                assertThat(status(alice.register(60).with("Contact", contact).sendSigned()))
                        .as(contact)
                        .isEqualTo(403);
            }
            assertThat(server.registrations.bindings(SipServer.address("alice")))
                    .isEmpty();
        }
    }

    @Test
    void anotherDomainIsNotRegisteredHere() {
        try (SipUser alice = user("UDP", "alice")) {
            SipUser.Request foreign =
                    alice.request("REGISTER", "sip:elsewhere.example").with("To", "<sip:alice@elsewhere.example>");

            assertThat(status(foreign.sendSigned())).isEqualTo(403);
        }
    }

    @Test
    void section822AnExtensionThatIsRequiredAndUnknownIs420() {
        try (SipUser alice = user("UDP", "alice")) {
            String answer =
                    alice.register(60).with("Require", "nothing-we-know").send();

            assertThat(status(answer)).isEqualTo(420);
            assertThat(header(answer, "Unsupported")).isEqualTo(Optional.of("nothing-we-know"));
        }
    }

    @Test
    void section11OptionsTellWhatIsServed() {
        try (SipUser alice = user("UDP", "alice")) {
            String options = alice.request("OPTIONS", "sip:example.com").send();
            String unknown = alice.request("BREW", "sip:bob@example.com").send();

            assertThat(status(options)).isEqualTo(200);
            assertThat(header(options, "Allow").orElseThrow())
                    .contains("PUBLISH")
                    .contains("SUBSCRIBE")
                    .contains("INVITE");
            assertThat(header(options, "Allow-Events").orElseThrow()).startsWith("presence, ");
            assertThat(status(unknown)).isEqualTo(501);
            assertThat(header(unknown, "Allow")).isPresent();
        }
    }
}
