package org.pawn.server.storage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.pawn.address.AddressOfRecord;

/**
 * A person's HA1s (RFC 7616 section 3.4.2), one for each user name that clients send and each algorithm, as lines of
 * {@code algorithm hash user-name}.
 */
final class DigestHashes {
    private static final List<String> ALGORITHMS = List.of("MD5", "SHA-256");

    private DigestHashes() {}

    static String of(AddressOfRecord person, String password) {
        StringBuilder lines = new StringBuilder();
        for (String userName : List.of(person.user(), person.toString())) {
            for (String algorithm : ALGORITHMS) {
                String hash = hash(algorithm, userName + ":" + person.domain() + ":" + password);
                lines.append(algorithm)
                        .append(' ')
                        .append(hash)
                        .append(' ')
                        .append(userName)
                        .append('\n');
            }
        }
        return lines.toString();
    }

    /** Looks at every line, found or not, so that the time says nothing of who there is. */
    static Optional<String> find(String lines, String userName, String algorithm) {
        Optional<String> found = Optional.empty();
        for (String line : lines.split("\n")) {
            String[] parts = line.split(" ", 3);
            if (parts[0].equals(algorithm) && parts[2].equals(userName)) {
                found = Optional.of(parts[1]);
            }
        }
        return found;
    }

    private static String hash(String algorithm, String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing); // every JDK has both
        }
    }
}
