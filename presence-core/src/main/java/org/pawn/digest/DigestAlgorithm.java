package org.pawn.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** The hash functions that we offer (RFC 7616 section 3.3, RFC 8760 section 2). */
public enum DigestAlgorithm {
    MD5("MD5", "MD5"),
    SHA_256("SHA-256", "SHA-256"),
    SHA_512_256("SHA-512-256", "SHA-512/256");

    private final String token;
    private final String javaName;

    DigestAlgorithm(String token, String javaName) {
        this.token = token;
        this.javaName = javaName;
    }

    /** The name on the wire and in the configuration. */
    public String token() {
        return token;
    }

    /** The algorithm of that name, which compares without case. */
    public static Optional<DigestAlgorithm> named(String token) {
        for (DigestAlgorithm algorithm : values()) {
            if (algorithm.token.equals(token.toUpperCase(Locale.ROOT))) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** {@code HA1} of RFC 7616 section 3.4.2: what a server keeps instead of the password; lower-case hexadecimal. */
    public String ha1(String userName, String realm, String password) {
        return hash(userName + ":" + realm + ":" + password);
    }

    /** The hash of the text's UTF-8 bytes, in lower-case hexadecimal. */
    public String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance(javaName).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has " + javaName, missing);
        }
    }
}
