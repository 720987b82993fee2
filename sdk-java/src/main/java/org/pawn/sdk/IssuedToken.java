package org.pawn.sdk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A live token, without its text.
 *
 * @param id to revoke it by
 * @param kind {@code person}, {@code application}, {@code guest}; open
 * @param subject the address, the application's or the guest's name
 * @param origins the only pages that may use it; empty for any
 */
public record IssuedToken(
        String id,
        String kind,
        Optional<String> subject,
        Set<Scope> scopes,
        List<String> origins,
        Optional<Instant> createdAt,
        Optional<Instant> expiresAt) {

    public IssuedToken {
        scopes = Set.copyOf(scopes);
        origins = List.copyOf(origins);
    }
}
