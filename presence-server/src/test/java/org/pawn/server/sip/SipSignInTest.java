package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.server.sip.SipTestClient.header;
import static org.pawn.server.sip.SipTestClient.status;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pawn.digest.DigestAlgorithm;
import org.pawn.server.main.TestServer;

/** The ways to sign in that are not the usual one: SHA-256 (RFC 8760), over TLS (RFC 3261 section 26.2), and none. */
@Timeout(60)
final class SipSignInTest {
    private static SipUser phone(SipServer server, String name) {
        return SipUser.of(SipTestClient.udp(server.plain()), name);
    }

    @Test
    void sha256AloneIsOfferedWhereItIsSetSoAndSignsIn() {
        try (SipServer server = new SipServer(DigestAlgorithm.SHA_256);
                SipUser alice = phone(server, "alice")) {
            String challenge = alice.register(60).send();

            assertThat(header(challenge, "WWW-Authenticate").orElseThrow()).contains("algorithm=SHA-256");
            assertThat(challenge).doesNotContain("algorithm=MD5");
            assertThat(status(alice.register(60).sendSigned())).isEqualTo(200);
        }
    }

    @Test
    void whereSha256AloneIsOfferedMd5DoesNotSignIn() {
        try (SipServer server = new SipServer(DigestAlgorithm.SHA_256);
                SipUser alice = phone(server, "alice")) {
            String challenge = alice.register(60).send().replace("algorithm=SHA-256", "algorithm=MD5");

            assertThat(status(alice.register(60).signedFor(challenge).send())).isEqualTo(401);
        }
    }

    @Test
    void ofTwoThatAreOfferedEitherSignsInAndTheFirstStandsFirst() {
        try (SipServer server = new SipServer(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5);
                SipUser alice = phone(server, "alice");
                SipUser bob = phone(server, "bob")) {
            String challenge = bob.register(60).send();
            String second = challenge.replaceFirst("WWW-Authenticate: [^\r]*SHA-256[^\r]*\r\n", "");

            assertThat(status(alice.register(60).sendSigned())).isEqualTo(200);
            assertThat(header(challenge, "WWW-Authenticate").orElseThrow()).contains("SHA-256");
            assertThat(header(second, "WWW-Authenticate").orElseThrow()).contains("MD5");
            assertThat(status(bob.register(60).signedFor(second).send())).isEqualTo(200);
        }
    }

    @Test
    void overTlsAPhoneRegistersPublishesAndIsNotified(@TempDir Path data) throws IOException, GeneralSecurityException {
        try (TestServer server = TestServer.start(data, Map.of("presence.notifyInterval", "PT0S"))) {
            server.person("alice@example.com", "Alice", SipServer.PASSWORD);
            server.person("bob@example.com", "Bob", SipServer.PASSWORD);
            try (SipUser alice = overTls(server, "alice");
                    SipUser bob = overTls(server, "bob")) {
                assertThat(status(alice.register(60).sendSigned())).isEqualTo(200);
                assertThat(status(bob.subscribe("alice", 60).sendSigned())).isEqualTo(200);
                assertThat(status(alice.publish("open", "<rpid:busy/>").sendSigned()))
                        .isEqualTo(200);

                String notify = bob.client.await(told -> told.startsWith("NOTIFY") && told.contains("busy"));
                assertThat(header(notify, "Via").orElseThrow()).startsWith("SIP/2.0/TLS " + server.sips());
                assertThat(header(notify, "Contact")).contains("<sip:" + server.sips() + ";transport=tls>");
            }
        }
    }

    private static SipUser overTls(TestServer server, String name) throws IOException, GeneralSecurityException {
        String[] address = server.sips().split(":");
        return SipUser.of(
                SipTestClient.over(
                        "TLS",
                        AnyCertificate.context()
                                .getSocketFactory()
                                .createSocket(address[0], Integer.parseInt(address[1]))),
                name);
    }

    @Test
    void withoutAuthenticationAnybodyOfTheDomainIsTakenAtTheirWordAndNobodyElse() {
        try (SipServer server = new SipServer(false, Optional.empty());
                SipUser anybody = phone(server, "somebody-new");
                SipUser alice = phone(server, "alice")) {
            assertThat(status(anybody.register(60).send())).isEqualTo(200);
            assertThat(status(anybody.publish("open", "").send())).isEqualTo(200);
            assertThat(status(alice.subscribe("somebody-new", 60).send())).isEqualTo(200);
            alice.client.await(told -> told.startsWith("NOTIFY") && told.contains("<basic>open</basic>"));

            assertThat(status(anybody.register(60)
                            .with("From", "<sip:alice@elsewhere.example>;tag=1")
                            .send()))
                    .isEqualTo(403);
            assertThat(status(anybody.request("PUBLISH", "sip:alice@example.com")
                            .with("Event", "presence")
                            .body("application/pidf+xml", SipUser.pidf("alice", "open", ""))
                            .send()))
                    .isEqualTo(403);
        }
    }
}
