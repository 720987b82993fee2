package org.pawn.digest;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a {@code Digest} Authorization header, as sent (RFC 7616 section 3.4). Everything in it is the
 * sender's claim until a {@link DigestVerifier} has accepted it.
 *
 * @param algorithm as written; {@code MD5} where the header names none
 * @param nonceCount {@code nc} as written: eight hexadecimal digits
 */
public record DigestCredentials(
        String userName,
        String realm,
        String nonce,
        String uri,
        String response,
        String algorithm,
        String qop,
        String clientNonce,
        String nonceCount) {
    private static final int MAX_LENGTH = 4096;
    private static final int MAX_PARAMETERS = 32;

    /** The realm of a header that may be anyone's, so that a foreign one can be left alone; empty when it has none. */
    public static Optional<String> realmOf(String header) {
        try {
            return Optional.ofNullable(new Parameters(header).read().get("realm"));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** The user name of a header, as far as it can be read: whom its sender tries to be. */
    public static Optional<String> userNameOf(String header) {
        try {
            return Optional.ofNullable(new Parameters(header).read().get("username"));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /**
     * Reads the header's value, {@code Digest username="alice", …}.
     *
     * @throws IllegalArgumentException if it is another scheme, malformed, repeats a parameter, or lacks one that
     *     {@code qop=auth} needs
     */
    public static DigestCredentials parse(String header) {
        Map<String, String> parameters = new Parameters(header).read();
        if (parameters.getOrDefault("userhash", "false").equalsIgnoreCase("true")) {
            throw new IllegalArgumentException("user names are not sent hashed here"); // RFC 7616 section 3.4.4
        }
        return new DigestCredentials(
                required(parameters, "username"),
                required(parameters, "realm"),
                required(parameters, "nonce"),
                required(parameters, "uri"),
                required(parameters, "response"),
                parameters.getOrDefault("algorithm", DigestAlgorithm.MD5.token()),
                required(parameters, "qop"),
                required(parameters, "cnonce"),
                checkedCount(required(parameters, "nc")));
    }

    private static String required(Map<String, String> parameters, String name) {
        String value = parameters.get(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("the credentials have no " + name);
        }
        return value;
    }

    private static String checkedCount(String hex) {
        if (hex.length() != 8 || !hex.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            throw new IllegalArgumentException("nc has eight hexadecimal digits");
        }
        return hex;
    }

    /** {@code nc} as a number. */
    long count() {
        return Long.parseLong(nonceCount, 16);
    }

    /** A walk over {@code name=token} and {@code name="quoted"}, separated by commas. */
    private static final class Parameters {
        private final String header;
        private int at;

        Parameters(String header) {
            if (header.length() > MAX_LENGTH) {
                throw new IllegalArgumentException("the credentials are too long");
            }
            this.header = header;
        }

        Map<String, String> read() {
            skipSpace();
            if (!token().equalsIgnoreCase("Digest")) {
                throw new IllegalArgumentException("only the Digest scheme is served");
            }
            Map<String, String> found = new HashMap<>();
            do {
                skipSpace();
                String name = token().toLowerCase(Locale.ROOT);
                skipSpace();
                expect('=');
                skipSpace();
                String value = at < header.length() && header.charAt(at) == '"' ? quoted() : token();
                if (found.put(name, value) != null || found.size() > MAX_PARAMETERS) {
                    throw new IllegalArgumentException("a parameter is there twice, or there are too many");
                }
                skipSpace();
            } while (comma());
            return found;
        }

        private boolean comma() {
            if (at == header.length()) {
                return false;
            }
            expect(',');
            return true;
        }

        private String token() {
            int start = at;
            while (at < header.length() && isToken(header.charAt(at))) {
                at++;
            }
            if (start == at) {
                throw new IllegalArgumentException("malformed credentials");
            }
            return header.substring(start, at);
        }

        private String quoted() {
            StringBuilder value = new StringBuilder();
            at++;
            while (at < header.length() && header.charAt(at) != '"') {
                char c = header.charAt(at++);
                if (c == '\\' && at < header.length()) {
                    c = header.charAt(at++);
                }
                if (c < ' ' || c == 0x7f) {
                    throw new IllegalArgumentException("a control character in the credentials");
                }
                value.append(c);
            }
            expect('"');
            return value.toString();
        }

        private void expect(char c) {
            if (at >= header.length() || header.charAt(at) != c) {
                throw new IllegalArgumentException("malformed credentials");
            }
            at++;
        }

        private void skipSpace() {
            while (at < header.length() && (header.charAt(at) == ' ' || header.charAt(at) == '\t')) {
                at++;
            }
        }

        private static boolean isToken(char c) {
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            return letter || "-.!%*_+`'~".indexOf(c) >= 0;
        }
    }
}
