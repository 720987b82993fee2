package org.pawn.calendar.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import okhttp3.Challenge;
import org.pawn.digest.DigestAlgorithm;
import org.pawn.freebusy.FeedCredentials;

/**
 * Answers a web server's digest challenge (RFC 7616 section 3.4): MD5 and SHA-256, with {@code qop=auth} or, as servers
 * before RFC 2617 do, without. One thread at a time.
 */
final class DigestAuthorization {
    private final DigestAlgorithm algorithm;
    private final Map<String, String> challenge; // by lower-case name
    private final FeedCredentials credentials;
    private final String clientNonce;
    private int count;

    private DigestAuthorization(
            DigestAlgorithm algorithm, Map<String, String> challenge, FeedCredentials credentials, String clientNonce) {
        this.algorithm = algorithm;
        this.challenge = challenge;
        this.credentials = credentials;
        this.clientNonce = clientNonce;
    }

    /** Takes the strongest of the challenges; empty where none is a digest that we speak. */
    static Optional<DigestAuthorization> answering(
            List<Challenge> challenges, FeedCredentials credentials, RandomGenerator random) {
        String clientNonce = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
        return challenges.stream()
                .filter(challenge -> challenge.scheme().equalsIgnoreCase("Digest"))
                .map(Challenge::authParams)
                .filter(parameters -> parameters.containsKey("realm") && parameters.containsKey("nonce"))
                .filter(parameters ->
                        qop(parameters).isEmpty() || qop(parameters).contains("auth"))
                .flatMap(parameters -> DigestAlgorithm.named(parameters.getOrDefault("algorithm", "MD5")).stream()
                        .map(algorithm -> new DigestAuthorization(algorithm, parameters, credentials, clientNonce)))
                .max(Comparator.comparing(answer -> answer.algorithm));
    }

    private static List<String> qop(Map<String, String> parameters) {
        String offered =
                parameters.getOrDefault("qop", "").toLowerCase(Locale.ROOT).strip();
        return offered.isEmpty() ? List.of() : List.of(offered.split("\\s*,\\s*"));
    }

    String nonce() {
        return parameter("nonce");
    }

    /** The value of the next request's header; {@code uri} is its path and query. */
    String header(String method, String uri) {
        String nonceCount = "%08x".formatted(++count);
        String ha1 = algorithm.ha1(credentials.user(), parameter("realm"), credentials.password());
        String ha2 = algorithm.hash(method + ":" + uri);
        boolean counts = !qop(challenge).isEmpty();
        String response = algorithm.hash(
                counts
                        ? String.join(":", ha1, nonce(), nonceCount, clientNonce, "auth", ha2)
                        : String.join(":", ha1, nonce(), ha2));
        List<String> parameters = new ArrayList<>();
        parameters.add(user());
        parameters.add("realm=" + quoted(parameter("realm")));
        parameters.add("nonce=" + quoted(nonce()));
        parameters.add("uri=" + quoted(uri));
        parameters.add("response=" + quoted(response));
        if (challenge.containsKey("algorithm")) {
            parameters.add("algorithm=" + algorithm.token());
        }
        if (challenge.containsKey("opaque")) {
            parameters.add("opaque=" + quoted(parameter("opaque")));
        }
        if (counts) {
            parameters.add("qop=auth, nc=" + nonceCount + ", cnonce=" + quoted(clientNonce));
        }
        return "Digest " + String.join(", ", parameters);
    }

    private String parameter(String name) {
        return challenge.getOrDefault(name, "");
    }

    /** A name beyond ASCII has a form of its own (RFC 7616 section 3.4). */
    private String user() {
        String user = credentials.user();
        if (user.chars().allMatch(c -> c < 0x7f)) {
            return "username=" + quoted(user);
        }
        StringBuilder encoded = new StringBuilder("username*=UTF-8''");
        for (byte octet : user.getBytes(StandardCharsets.UTF_8)) {
            boolean isPlain =
                    octet >= 'a' && octet <= 'z' || octet >= 'A' && octet <= 'Z' || octet >= '0' && octet <= '9';
            encoded.append(isPlain ? String.valueOf((char) octet) : "%%%02X".formatted(octet));
        }
        return encoded.toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
