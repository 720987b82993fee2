package org.pawn.calendar.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import okhttp3.Challenge;
import org.junit.jupiter.api.Test;
import org.pawn.digest.DigestAlgorithm;
import org.pawn.freebusy.FeedCredentials;

final class DigestAuthorizationTest {
    private static final FeedCredentials MUFASA = new FeedCredentials("Mufasa", "Circle Of Life");
    private static final String NONCE = "dcd98b7102dd2f0e8b11d0f600bfb0c093";

    private static Challenge challenge(Map<String, String> parameters) {
        return new Challenge("Digest", parameters);
    }

    private static Optional<DigestAuthorization> answer(Challenge... challenges) {
        return DigestAuthorization.answering(List.of(challenges), MUFASA, new Random(1));
    }

    private static String parameter(String header, String name) {
        return header.replaceFirst(".*[ ,]" + name + "=\"?([^\",]*)\"?.*", "$1");
    }

    @Test
    void withoutQopItIsTheExampleOfRfc2617WithoutItsCounts() {
        String header = answer(challenge(Map.of("realm", "testrealm@host.com", "nonce", NONCE)))
                .orElseThrow()
                .header("GET", "/dir/index.html");

        String expected = DigestAlgorithm.MD5.hash(
                "939e7578ed9e3c518a452acee763bce9:" + NONCE + ":39aff3a2bab6126f332b942af96d3366");
        assertThat(parameter(header, "response")).isEqualTo(expected);
        assertThat(header).doesNotContain("qop", "nc=", "algorithm");
    }

    @Test
    void eachRequestCountsOnUnderTheSameNonce() {
        DigestAuthorization digest = answer(
                        challenge(Map.of("realm", "r", "nonce", NONCE, "qop", "auth-int, auth", "opaque", "o")))
                .orElseThrow();

        String first = digest.header("PROPFIND", "/");
        String second = digest.header("REPORT", "/");

        assertThat(parameter(first, "nc")).isEqualTo("00000001");
        assertThat(parameter(second, "nc")).isEqualTo("00000002");
        assertThat(first).contains("opaque=\"o\"", "qop=auth");
        assertThat(parameter(first, "response")).isNotEqualTo(parameter(second, "response"));
    }

    @Test
    void ofTwoTheStrongerIsAnswered() {
        String header = answer(
                        challenge(Map.of("realm", "r", "nonce", "weak", "algorithm", "MD5", "qop", "auth")),
                        challenge(Map.of("realm", "r", "nonce", "strong", "algorithm", "SHA-256", "qop", "auth")))
                .orElseThrow()
                .header("GET", "/");

        assertThat(parameter(header, "nonce")).isEqualTo("strong");
        assertThat(parameter(header, "response")).hasSize(64);
    }

    @Test
    void whatIsNotSpokenIsNotAnswered() {
        assertThat(answer(new Challenge("Basic", Map.of("realm", "r")))).isEmpty();
        assertThat(answer(challenge(Map.of("realm", "r", "nonce", "n", "qop", "auth-int"))))
                .isEmpty();
        assertThat(answer(challenge(Map.of("realm", "r", "nonce", "n", "algorithm", "MD5-sess"))))
                .isEmpty();
        assertThat(answer(challenge(Map.of("realm", "r")))).isEmpty();
    }

    @Test
    void aNameBeyondAsciiIsWrittenInItsOwnWay() {
        String header = DigestAuthorization.answering(
                        List.of(challenge(Map.of("realm", "r\"x", "nonce", "n"))),
                        new FeedCredentials("J\u00e4s\u00f8n Doe", "p"),
                        new Random(1))
                .orElseThrow()
                .header("GET", "/");

        assertThat(header).contains("username*=UTF-8''J%C3%A4s%C3%B8n%20Doe", "realm=\"r\\\"x\"");
    }
}
