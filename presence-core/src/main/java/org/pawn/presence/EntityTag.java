package org.pawn.presence;

import java.security.SecureRandom;
import java.util.Base64;

/** The handle of one publication in its present form; a new one with each publish (RFC 3903 section 4.1). */
public record EntityTag(String value) {
    private static final int RANDOM_BYTES = 16; // 128 bits: not to be guessed

    public EntityTag {
        if (value.isEmpty() || value.length() > 128) {
            throw new IllegalArgumentException("an entity tag has 1 to 128 characters");
        }
    }

    public static EntityTag fresh(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new EntityTag(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
