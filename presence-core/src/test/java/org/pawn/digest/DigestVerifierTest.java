package org.pawn.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.digest.DigestVerifier.Outcome;
import org.pawn.time.TimeSource;

final class DigestVerifierTest {
    private static final String REALM = "example.com";
    private static final String PEER = "192.0.2.1";
    private static final String URI = "sip:example.com";
    private static final Outcome ALICE = new Outcome.Accepted("alice");
    private static final Outcome WRONG = new Outcome.Refused(false);
    private static final Outcome STALE = new Outcome.Refused(true);

    private final Clock clock = new Clock();
    private final DigestVerifier verifier = verifier(REALM, DigestAlgorithm.values());

    private static final class Clock implements TimeSource {
        private long nanos = 42;

        @Override
        public Instant now() {
            return Instant.parse("2030-03-04T09:00:00Z");
        }

        @Override
        public long nanos() {
            return nanos;
        }

        void move(Duration by) {
            nanos += by.toNanos();
        }
    }

    private DigestVerifier verifier(String realm, DigestAlgorithm... offered) {
        SecureRandom random = new SecureRandom();
        Nonces nonces = new Nonces(clock, random, Duration.ofMinutes(5), 4);
        return new DigestVerifier(realm, List.of(offered), nonces, DigestVerifierTest::ha1, random);
    }

    private static Optional<String> ha1(String user, String realm, DigestAlgorithm algorithm) {
        return switch (user) {
            case "alice", "alice@example.com" -> Optional.of(algorithm.ha1(user, realm, "open sesame"));
            case "Mufasa" -> Optional.of(algorithm.ha1(user, realm, "Circle of Life"));
            default -> Optional.empty();
        };
    }

    private String nonce(String challenge) {
        return challenge.replaceAll(".*nonce=\"([^\"]+)\".*", "$1");
    }

    private String freshNonce() {
        return nonce(verifier.challenges(PEER, false).get(0));
    }

    private static String answer(DigestAlgorithm with, String user, String password, String nonce, int count) {
        return answer(with, user, password, nonce, count, "REGISTER", URI);
    }

    private static String answer(
            DigestAlgorithm with, String user, String password, String nonce, int count, String method, String uri) {
        String nc = String.format(Locale.ROOT, "%08x", count);
        String ha1 = with.ha1(user, REALM, password);
        String ha2 = with.hash(method + ":" + uri);
        String response = with.hash(ha1 + ":" + nonce + ":" + nc + ":0a4f113b:auth:" + ha2);
        return "Digest username=\"" + user + "\", realm=\"" + REALM + "\", nonce=\"" + nonce + "\", uri=\"" + uri
                + "\", response=\"" + response + "\", algorithm=" + with.token()
                + ", cnonce=\"0a4f113b\", qop=auth, nc="
                + nc;
    }

    private Outcome register(String header) {
        return verifier.verify(header, "REGISTER", URI, PEER);
    }

    @Nested
    final class GivenTheExampleOfRfc7616Section391 {
        private final DigestVerifier theirs =
                verifier("http-auth@example.org", DigestAlgorithm.MD5, DigestAlgorithm.SHA_256);

        private String header(String algorithm, String response) {
            return "Digest username=\"Mufasa\", realm=\"http-auth@example.org\", uri=\"/dir/index.html\", algorithm="
                    + algorithm + ", nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", nc=00000001, "
                    + "cnonce=\"f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ\", qop=auth, response=\"" + response
                    + "\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
        }

        @Test
        void itsResponsesAreRightAndOnlyTheNonceIsNotOurs() {
            assertThat(theirs.verify(header("MD5", "8ca523f5e9506fed4657c9700eebdbec"), "GET", "/dir/index.html", PEER))
                    .isEqualTo(STALE);
            assertThat(theirs.verify(
                            header("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
                            "GET",
                            "/dir/index.html",
                            PEER))
                    .isEqualTo(STALE);
        }

        @Test
        void anyOtherResponseIsWrong() {
            assertThat(theirs.verify(header("MD5", "8ca523f5e9506fed4657c9700eebdbed"), "GET", "/dir/index.html", PEER))
                    .isEqualTo(WRONG);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theRightPasswordIsAcceptedWithEveryAlgorithmOffered(DigestAlgorithm algorithm) {
        assertThat(register(answer(algorithm, "alice", "open sesame", freshNonce(), 1)))
                .isEqualTo(ALICE);
    }

    @Test
    void theUserNameMayBeTheWholeAddress() {
        assertThat(register(answer(DigestAlgorithm.MD5, "alice@example.com", "open sesame", freshNonce(), 1)))
                .isEqualTo(new Outcome.Accepted("alice@example.com"));
    }

    @Test
    void aWrongPasswordAndAnUnknownUserGetTheSameAnswer() {
        assertThat(register(answer(DigestAlgorithm.MD5, "alice", "guess", freshNonce(), 1)))
                .isEqualTo(WRONG);
        assertThat(register(answer(DigestAlgorithm.MD5, "stranger", "guess", freshNonce(), 1)))
                .isEqualTo(WRONG);
    }

    @Test
    void anAlgorithmThatIsNotOfferedIsRefused() {
        DigestVerifier strong = verifier(REALM, DigestAlgorithm.SHA_256);
        String nonce = nonce(strong.challenges(PEER, false).get(0));

        assertThat(strong.challenges(PEER, false)).hasSize(1).allMatch(c -> c.contains("algorithm=SHA-256"));
        assertThat(strong.verify(answer(DigestAlgorithm.MD5, "alice", "open sesame", nonce, 1), "REGISTER", URI, PEER))
                .isEqualTo(WRONG);
    }

    @Nested
    final class GivenACapturedAnswer {
        private final String nonce = freshNonce();
        private final String captured = answer(DigestAlgorithm.MD5, "alice", "open sesame", nonce, 7);

        GivenACapturedAnswer() {
            assertThat(register(captured)).isEqualTo(ALICE);
        }

        @Test
        void itCountsOnce() {
            assertThat(register(captured)).isEqualTo(STALE);
        }

        @Test
        void aLowerCountIsStaleAndAHigherIsGood() {
            assertThat(register(answer(DigestAlgorithm.MD5, "alice", "open sesame", nonce, 6)))
                    .isEqualTo(STALE);
            assertThat(register(answer(DigestAlgorithm.MD5, "alice", "open sesame", nonce, 9)))
                    .isEqualTo(ALICE);
        }

        @Test
        void itIsWorthNothingForAnotherMethodOrUri() {
            assertThat(verifier.verify(captured, "PUBLISH", URI, PEER)).isEqualTo(WRONG);
            assertThat(verifier.verify(captured, "REGISTER", "sip:bob@example.com", PEER))
                    .isEqualTo(WRONG);
        }

        @Test
        void itIsStaleFromAnotherAddress() {
            String next = answer(DigestAlgorithm.MD5, "alice", "open sesame", nonce, 8);

            assertThat(verifier.verify(next, "REGISTER", URI, "192.0.2.2")).isEqualTo(STALE);
        }
    }

    @Test
    void aNonceIsGoodForFiveMinutesOfTheMonotonicClock() {
        String nonce = freshNonce();

        clock.move(Duration.ofMinutes(5).minusNanos(1));
        assertThat(register(answer(DigestAlgorithm.MD5, "alice", "open sesame", nonce, 1)))
                .isEqualTo(ALICE);

        clock.move(Duration.ofNanos(1));
        assertThat(register(answer(DigestAlgorithm.MD5, "alice", "open sesame", nonce, 2)))
                .isEqualTo(STALE);
    }

    @Test
    void whenMoreNoncesAreUsedThanRememberedTheOldestCannotBeReplayed() {
        String oldest = freshNonce();
        String first = answer(DigestAlgorithm.MD5, "alice", "open sesame", oldest, 1);
        assertThat(register(first)).isEqualTo(ALICE);

        for (int i = 0; i < 4; i++) {
            clock.move(Duration.ofMillis(1));
            assertThat(register(answer(DigestAlgorithm.MD5, "alice", "open sesame", freshNonce(), 1)))
                    .isEqualTo(ALICE);
        }

        assertThat(register(first)).isEqualTo(STALE);
    }

    @Test
    void aNonceOfAnotherServerOrWithOneBitChangedIsStale() {
        String nonce = freshNonce();
        String changed = (nonce.charAt(0) == 'A' ? 'B' : 'A') + nonce.substring(1);

        for (String other : List.of(
                nonce(verifier(REALM, DigestAlgorithm.MD5)
                        .challenges(PEER, false)
                        .get(0)),
                changed,
                "x",
                "")) {
            Outcome outcome = register(answer(DigestAlgorithm.MD5, "alice", "open sesame", other, 1));
            assertThat(outcome).isEqualTo(other.isEmpty() ? WRONG : STALE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic YWxpY2U6b3BlbiBzZXNhbWU=",
                "Digest",
                "Digest ,,,",
                "Digest username=alice",
                "Digest username=\"alice",
                "Digest username=\"alice\", username=\"bob\"",
                "Digest username=\"alice\", realm=\"example.com\", nonce=\"x\", uri=\"sip:example.com\", response=\"\"",
                "Digest \u0000=\"\"",
                "Digest a=b c=d"
            })
    void malformedCredentialsAreWrong(String header) {
        assertThat(register(header)).isEqualTo(WRONG);
    }

    @Test
    void withoutQopOrWithAnotherNothingIsAccepted() {
        String good = answer(DigestAlgorithm.MD5, "alice", "open sesame", freshNonce(), 1);

        assertThat(register(good.replace(", qop=auth", ""))).isEqualTo(WRONG);
        assertThat(register(good.replace("qop=auth", "qop=auth-int"))).isEqualTo(WRONG);
        assertThat(register(good.replace("nc=00000001", "nc=1"))).isEqualTo(WRONG);
        assertThat(register(good)).isEqualTo(ALICE);
    }

    @Test
    void aSipUriIsTheSameWithOtherParametersButNotWithAnotherUserOrPort() {
        assertThat(SignedUri.names("sip:Example.com;transport=tcp", "sip:example.com"))
                .isTrue();
        assertThat(SignedUri.names("sip:bob@example.com", "sip:bob@EXAMPLE.com;x=y?h=v"))
                .isTrue();
        assertThat(SignedUri.names("sip:Bob@example.com", "sip:bob@example.com"))
                .isFalse();
        assertThat(SignedUri.names("sip:example.com:5061", "sip:example.com")).isFalse();
        assertThat(SignedUri.names("sips:example.com", "sip:example.com")).isFalse();
        assertThat(SignedUri.names("/b", "/a")).isFalse();
        for (String torn :
                new String[] {"", "s;p:example.com", "@sip:example.com", "?", ":", "sip", "sip:@", "sip:;"}) {
            assertThat(SignedUri.names(torn, "sip:example.com")).as(torn).isFalse();
        }
    }

    @Test
    void aStaleChallengeSaysSo() {
        assertThat(verifier.challenges(PEER, true)).allMatch(challenge -> challenge.endsWith("stale=true"));
        assertThat(verifier.challenges(PEER, false)).noneMatch(challenge -> challenge.contains("stale"));
    }
}
