package org.pawn.server.conformance;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A client's answer to a challenge (RFC 7616 section 3.4.1), each parameter of which a case may change or leave out. */
final class Digest {
    private static final Set<String> BARE = Set.of("algorithm", "qop", "nc");

    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final String challenge;
    private String password;

    Digest(String challenge, String user, String password) {
        this.challenge = challenge;
        this.password = password;
        with("username", user);
        with("realm", Heard.parameter(challenge, "realm"));
        with("nonce", Heard.parameter(challenge, "nonce"));
        with("algorithm", Heard.parameter(challenge, "algorithm"));
        with("cnonce", "c1");
        with("qop", "auth");
        with("nc", "00000001");
    }

    String challenge() {
        return challenge;
    }

    Digest with(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    Digest count(int count) {
        return with("nc", String.format(Locale.ROOT, "%08x", count));
    }

    Digest password(String another) {
        password = another;
        return this;
    }

    /** The response for a request, and the header field with it. */
    String sign(String method, String uri) {
        parameters.putIfAbsent("uri", uri);
        String ha1 = hash(get("username") + ":" + get("realm") + ":" + password);
        String ha2 = hash(method + ":" + get("uri"));
        String middle =
                parameters.containsKey("qop") ? ":" + get("nc") + ":" + get("cnonce") + ":" + get("qop") + ":" : ":";
        parameters.putIfAbsent("response", hash(ha1 + ":" + get("nonce") + middle + ha2));
        return header();
    }

    Digest without(String name) {
        parameters.remove(name);
        return this;
    }

    String header() {
        StringBuilder text = new StringBuilder("Digest ");
        parameters.forEach((name, value) -> text.append(text.length() > 7 ? ", " : "")
                .append(name)
                .append('=')
                .append(BARE.contains(name) ? value : '"' + value + '"'));
        return text.toString();
    }

    private String get(String name) {
        return parameters.getOrDefault(name, "");
    }

    private String hash(String text) {
        try {
            String algorithm = get("algorithm").startsWith("SHA-256") ? "SHA-256" : "MD5";
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new AssertionError(missing);
        }
    }
}
