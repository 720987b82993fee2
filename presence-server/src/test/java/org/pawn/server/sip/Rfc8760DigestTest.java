package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.server.sip.SipTestClient.header;
import static org.pawn.server.sip.SipTestClient.status;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pawn.digest.DigestAlgorithm;

/** Every setting of {@code sip.digest.algorithms} on the wire (RFC 7616, RFC 8760). */
@Timeout(60)
final class Rfc8760DigestTest {
    static Stream<List<DigestAlgorithm>> settings() {
        DigestAlgorithm md5 = DigestAlgorithm.MD5;
        DigestAlgorithm sha256 = DigestAlgorithm.SHA_256;
        DigestAlgorithm sha512 = DigestAlgorithm.SHA_512_256;
        return Stream.of(
                List.of(md5),
                List.of(sha256),
                List.of(sha512),
                List.of(sha256, md5),
                List.of(md5, sha256),
                List.of(sha512, sha256, md5));
    }

    private static List<String> challenges(String answer) {
        return Arrays.stream(answer.split("\r\n"))
                .filter(line -> line.startsWith("WWW-Authenticate: "))
                .map(line -> line.substring(18))
                .toList();
    }

    private static SipServer server(List<DigestAlgorithm> offered) {
        return new SipServer(offered.toArray(DigestAlgorithm[]::new));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void section23ThereIsAChallengeForEachInTheOrderOfTheSettingAndEachCanBeAnswered(List<DigestAlgorithm> offered) {
        try (SipServer server = server(offered);
                SipUser alice = SipUser.of(SipTestClient.tcp(server.plain()), "alice")) {
            List<String> challenges = challenges(alice.register(60).send());

            assertThat(challenges)
                    .extracting(challenge -> challenge.replaceAll(".*algorithm=([^,]+).*", "$1"))
                    .containsExactlyElementsOf(
                            offered.stream().map(DigestAlgorithm::token).toList());
            for (String challenge : challenges) {
                SipUser.Request register = alice.register(60);
                register.with("Authorization", register.credentials(challenge, 1));
                assertThat(status(register.send())).as(challenge).isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void whatIsNotOfferedIsNotTaken(List<DigestAlgorithm> offered) {
        try (SipServer server = server(offered);
                SipUser alice = SipUser.of(SipTestClient.tcp(server.plain()), "alice")) {
            String challenge = challenges(alice.register(60).send()).get(0);

            for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
                SipUser.Request register = alice.register(60);
                String changed = challenge.replaceAll("algorithm=[^,]+", "algorithm=" + algorithm.token());
                register.with("Authorization", register.credentials(changed, algorithm.ordinal() + 1));
                assertThat(status(register.send())).isEqualTo(offered.contains(algorithm) ? 200 : 401);
            }
        }
    }

    @Test
    void rfc7616Section344AHashedUserNameAuthIntAndASessionAlgorithmAreChallengedAgainAndNotStale() {
        try (SipServer server = new SipServer(DigestAlgorithm.SHA_256);
                SipUser alice = SipUser.of(SipTestClient.tcp(server.plain()), "alice")) {
            String challenge = challenges(alice.register(60).send()).get(0);
            assertThat(challenge)
                    .contains("qop=\"auth\"")
                    .doesNotContain("userhash")
                    .doesNotContain("auth-int");

            for (String change : List.of("$;, userhash=true", "qop=auth;qop=auth-int", "SHA-256;SHA-256-sess")) {
                SipUser.Request register = alice.register(60);
                String[] parts = change.split(";", 2);
                register.with(
                        "Authorization", register.credentials(challenge, 1).replaceAll(parts[0], parts[1]));
                String answer = register.send();
                assertThat(status(answer)).as(change).isEqualTo(401);
                assertThat(header(answer, "WWW-Authenticate").orElseThrow()).doesNotContain("stale");
            }
        }
    }

    @Test
    void rfc7616Section343OneNonceServesManyRequestsWhoseCountRisesAndNoneTwice() {
        try (SipServer server = new SipServer(DigestAlgorithm.SHA_256);
                SipUser alice = SipUser.of(SipTestClient.udp(server.plain()), "alice")) {
            String challenge = challenges(alice.register(60).send()).get(0);

            int[] counts = {1, 2, 7, 7, 3, 8};
            int[] expected = {200, 200, 200, 401, 401, 200};
            for (int i = 0; i < counts.length; i++) {
                SipUser.Request register = alice.register(60);
                register.with("Authorization", register.credentials(challenge, counts[i]));
                String answer = register.send();
                assertThat(status(answer)).as("count " + counts[i]).isEqualTo(expected[i]);
                assertThat(answer.contains("stale=true")).isEqualTo(expected[i] == 401);
            }
        }
    }
}
