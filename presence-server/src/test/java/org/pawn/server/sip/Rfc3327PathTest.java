package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.server.sip.SipTestClient.header;
import static org.pawn.server.sip.SipTestClient.status;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A device behind a proxy of its own (RFC 3327), and the way that we tell to devices (RFC 3608). */
@Timeout(60)
final class Rfc3327PathTest {
    private static final String EDGE = "<sip:edge@192.0.2.9;lr>";
    private static final String FAR = "<sip:far@192.0.2.8;lr;ob>";
    private static final String DEVICE = "sip:alice@10.0.0.7:5060";

    private final SipServer server = new SipServer();
    private final SipUser alice = SipUser.of(SipTestClient.tcp(server.plain()), "alice");
    private final SipUser bob = SipUser.of(SipTestClient.udp(server.plain()), "bob");

    @AfterEach
    void stop() {
        alice.close();
        bob.close();
        server.close();
    }

    private String registered() {
        return alice.register(60)
                .with("Contact", "<" + DEVICE + ">")
                .with("Supported", "path")
                .with("Path", EDGE + ", " + FAR)
                .sendSigned();
    }

    @Test
    void section53ThePathIsTakenAndSaidAgainInItsOrder() {
        String answer = registered();

        assertThat(status(answer)).isEqualTo(200);
        assertThat(answer).containsSubsequence("Path: " + EDGE + "\r\n", "Path: " + FAR + "\r\n");
        assertThat(server.registrations.bindings(SipServer.address("alice")))
                .singleElement()
                .satisfies(binding -> assertThat(binding.path()).containsExactly(EDGE, FAR));
    }

    @Test
    void section54WhatIsSentToTheDeviceCarriesThePathAsItsRoute() {
        registered();

        bob.message("alice", "hello").sendSigned();
        bob.client.answering(false);
        alice.client.answering(false);
        SipUser.Request invite = bob.request("INVITE", alice.address());
        bob.client.send(invite.signedFor(invite.send()).text());

        for (String method : new String[] {"MESSAGE", "INVITE"}) {
            String came = alice.client.awaitRequest(method);
            assertThat(came).startsWith(method + " " + DEVICE + " SIP/2.0");
            assertThat(came).containsSubsequence("Route: " + EDGE + "\r\n", "Route: " + FAR + "\r\n");
        }
    }

    @Test
    void section53APathThatTheDeviceDoesNotKnowOfIs420AndNothingIsBound() {
        String answer = alice.register(60).with("Path", EDGE).sendSigned();

        assertThat(status(answer)).isEqualTo(420);
        assertThat(header(answer, "Unsupported")).contains("path");
        assertThat(server.registrations.bindings(SipServer.address("alice"))).isEmpty();
    }

    @Test
    void aPathThatIsRequiredIsServed() {
        String answer =
                alice.register(60).with("Require", "path").with("Path", EDGE).sendSigned();

        assertThat(status(answer)).isEqualTo(200);
    }

    @Test
    void withoutPathNoneIsSaidAndARefreshWithoutItForgetsIt() {
        registered();

        String answer = alice.register(60).with("Contact", "<" + DEVICE + ">").sendSigned();

        assertThat(header(answer, "Path")).isEmpty();
        bob.message("alice", "hello").sendSigned();
        assertThat(header(alice.client.awaitRequest("MESSAGE"), "Route")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<tel:+15551234>", "<sip:edge@192.0.2.9", "garbage"})
    void aPathThatIsNoSipUriIs400(String path) {
        assertThat(status(alice.register(60)
                        .with("Supported", "path")
                        .with("Path", path)
                        .sendSigned()))
                .isEqualTo(400);
    }

    @Test
    void aPathOfTooManyProxiesIs400() {
        assertThat(status(alice.register(60)
                        .with("Supported", "path")
                        .with("Path", (EDGE + ",").repeat(9) + EDGE)
                        .sendSigned()))
                .isEqualTo(400);
    }

    @Test
    void rfc3608TheServiceRouteLeadsBackToUsAndIsTakenAsOurs() {
        String answer = alice.register(60).sendSigned();
        String route = header(answer, "Service-Route").orElseThrow();

        assertThat(route).isEqualTo("<sip:127.0.0.1:" + server.plain().getPort() + ";transport=tcp;lr>");
        assertThat(status(
                        alice.message("alice", "to myself").with("Route", route).sendSigned()))
                .isEqualTo(200);
        assertThat(header(alice.register(0).sendSigned(), "Service-Route")).isEmpty();
    }
}
