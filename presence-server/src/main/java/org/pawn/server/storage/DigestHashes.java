package org.pawn.server.storage;

import java.util.List;
import java.util.Optional;
import org.pawn.address.AddressOfRecord;
import org.pawn.digest.DigestAlgorithm;

/**
 * A person's HA1s (RFC 7616 section 3.4.2), one for each user name that clients send and each algorithm, as lines of
 * {@code algorithm hash user-name}.
 */
final class DigestHashes {
    private DigestHashes() {}

    static String of(AddressOfRecord person, String password) {
        StringBuilder lines = new StringBuilder();
        for (String userName : List.of(person.user(), person.toString())) {
            for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
                String hash = algorithm.ha1(userName, person.domain(), password);
                lines.append(algorithm.token())
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
}
