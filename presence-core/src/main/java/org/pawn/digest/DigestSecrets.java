package org.pawn.digest;

import java.util.Optional;

/** Where the verifier finds what stands for a password. Implementations are thread-safe. */
public interface DigestSecrets {
    /**
     * {@code HA1} of that user name, in lower-case hexadecimal; empty when nobody may sign in by that name with that
     * algorithm. The user name is as sent: {@code alice} and {@code alice@example.com} have different hashes.
     */
    Optional<String> ha1(String userName, String realm, DigestAlgorithm algorithm);
}
