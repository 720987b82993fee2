package org.pawn.sdk;

import java.time.Instant;
import java.util.Optional;

/**
 * A bearer token; its text never shows in {@code toString}.
 *
 * @param value the secret
 * @param expiresAt when to have fetched another; empty when not known
 */
public record AccessToken(String value, Optional<Instant> expiresAt) {
    public AccessToken {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a token is not blank");
        }
    }

    @Override
    public String toString() {
        return "AccessToken[***]";
    }
}
