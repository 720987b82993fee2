package org.pawn.rest.xcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.rest.RestFixture.ALICE;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.digest.DigestAlgorithm;
import org.pawn.rest.Answer;
import org.pawn.rest.RestClient;
import org.pawn.rest.RestConfig;
import org.pawn.rest.RestFixture;

/** SIP passwords where programs know nothing else (RFC 7616). */
final class HttpDigestTest {
    private static final String CAPS = "/xcap-root/xcap-caps/global/index";
    private static final String LISTS = "/xcap-root/resource-lists/users/sip:alice@example.com/index";
    private static final String PASSWORD = "secret of alice";

    private final RestFixture server = new RestFixture(config -> with(config, Set.of("loopback")));
    private final RestClient nobody = new RestClient(server, "");

    private static RestConfig with(RestConfig config, Set<String> exempt) {
        return new RestConfig(
                config.http(),
                config.https(),
                config.domains(),
                config.publicUrl(),
                config.allowedOrigins(),
                config.trustedProxies(),
                exempt,
                List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5),
                config.version());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static List<String> challenges(Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        return answer.headers().values("WWW-Authenticate");
    }

    private static String nonce(Answer answer) {
        Matcher found =
                Pattern.compile("nonce=\"([^\"]+)\"").matcher(challenges(answer).get(0));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static String signed(
            DigestAlgorithm algorithm,
            String user,
            String password,
            String method,
            String uri,
            String nonce,
            int count) {
        String nc = String.format("%08x", count);
        String ha1 = algorithm.ha1(user, "example.com", password);
        String ha2 = algorithm.hash(method + ":" + uri);
        String response = algorithm.hash(ha1 + ":" + nonce + ":" + nc + ":c:auth:" + ha2);
        return "Digest username=\"" + user + "\", realm=\"example.com\", nonce=\"" + nonce + "\", uri=\"" + uri
                + "\", response=\"" + response + "\", algorithm=" + algorithm.token() + ", qop=auth, cnonce=\"c\", nc="
                + nc;
    }

    private static String alices(String method, String uri, String nonce, int count) {
        return signed(DigestAlgorithm.MD5, "alice", PASSWORD, method, uri, nonce, count);
    }

    @Test
    void whoHasNothingIsChallengedForEachAlgorithmInItsOrder() {
        assertThat(challenges(nobody.get(CAPS)))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("Digest realm=\"example.com\"")
                                .contains("algorithm=SHA-256", "qop=\"auth\""),
                        second -> assertThat(second).contains("algorithm=MD5"),
                        third -> assertThat(third).startsWith("Bearer "));
    }

    @ParameterizedTest
    @CsvSource({"MD5,alice", "MD5,alice@example.com", "SHA_256,alice", "SHA_256,alice@example.com"})
    void aSipPasswordOpensOnesOwnTree(DigestAlgorithm algorithm, String user) {
        String lists = LISTS + "/~~/resource-lists?xmlns(r=urn:r)";
        String nonce = nonce(nobody.get(lists));

        Answer read =
                nobody.get(lists, "Authorization", signed(algorithm, user, PASSWORD, "GET", path(lists), nonce, 1));
        Answer bobs = nobody.get(
                LISTS.replace("alice", "bob"),
                "Authorization",
                signed(algorithm, user, PASSWORD, "GET", LISTS.replace("alice", "bob"), nonce, 2));

        assertThat(read.status()).isEqualTo(404);
        assertThat(bobs.status()).isEqualTo(403);
    }

    /** As the client sends it. */
    private static String path(String lists) {
        return lists;
    }

    @Test
    void aPutIsSignedAsOneAndCountsRise() {
        String body = "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\"/>";
        String type = "application/resource-lists+xml";
        String nonce = nonce(nobody.call("PUT", LISTS, body, type));

        Answer asGet = nobody.call("PUT", LISTS, body, type, "Authorization", alices("GET", LISTS, nonce, 1));
        Answer put = nobody.call("PUT", LISTS, body, type, "Authorization", alices("PUT", LISTS, nonce, 1));
        Answer replayed = nobody.call("PUT", LISTS, body, type, "Authorization", alices("PUT", LISTS, nonce, 1));

        assertThat(asGet.status()).isEqualTo(401);
        assertThat(put.status()).isEqualTo(201);
        assertThat(challenges(replayed).get(0)).contains("stale=true");
    }

    @Test
    void aHeadIsSignedAsOne() {
        String nonce = nonce(nobody.get(CAPS));

        assertThat(nobody.call("HEAD", CAPS, null, "", "Authorization", alices("HEAD", CAPS, nonce, 1))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aNonceThatIsTooOldIsStale() {
        String nonce = nonce(nobody.get(CAPS));
        server.time.advance(Duration.ofMinutes(6));

        Answer late = nobody.get(CAPS, "Authorization", alices("GET", CAPS, nonce, 1));

        assertThat(challenges(late).get(0)).contains("stale=true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "alice@example.org", "alice@example.com@example.com", "", "bob"})
    void whoDoesNotKnowThePasswordIsToldNothing(String user) {
        String nonce = nonce(nobody.get(CAPS));

        Answer refused =
                nobody.get(CAPS, "Authorization", signed(DigestAlgorithm.MD5, user, PASSWORD, "GET", CAPS, nonce, 1));

        assertThat(challenges(refused)).noneMatch(challenge -> challenge.contains("stale"));
        assertThat(refused.json().path("detail").asText())
                .isEqualTo("This needs a valid token, or a SIP password by HTTP digest.");
    }

    @Test
    void aDigestOpensNothingThatAsksForAToken() {
        String nonce = nonce(nobody.get(CAPS));

        Answer refused = nobody.get("/v1/me", "Authorization", alices("GET", "/v1/me", nonce, 1));

        assertThat(challenges(refused)).containsExactly("Bearer realm=\"pawn\"");
    }

    @Test
    void guessingIsSlowedDown() {
        try (RestFixture strict = new RestFixture(config -> with(config, Set.of()))) {
            RestClient guesser = new RestClient(strict, "");
            String nonce = nonce(guesser.get(CAPS));
            Answer last = guesser.get(CAPS);
            int guesses = 0;
            while (last.status() == 401 && guesses < 100) {
                guesses++;
                last = guesser.get(
                        CAPS,
                        "Authorization",
                        signed(DigestAlgorithm.MD5, "alice", "guess " + guesses, "GET", CAPS, nonce, guesses));
            }

            assertThat(last.status()).isEqualTo(429);
            assertThat(new RestClient(strict, strict.token(ALICE)).get(CAPS).status())
                    .isEqualTo(200);
        }
    }
}
