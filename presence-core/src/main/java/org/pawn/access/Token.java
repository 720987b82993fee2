package org.pawn.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.pawn.address.AddressOfRecord;

/**
 * What a token stands for; the secret itself is never kept, only its SHA-256.
 *
 * @param id names the token in lists and for revocation; not secret
 * @param hash lower-case hex SHA-256 of the secret
 * @param kind what it is good for
 * @param mintedBy the token that minted it, if one did: revoking that revokes this
 * @param origins where a browser may use it from; empty: no limit
 * @param expiresAt by the wall clock when made; lives are counted by the monotonic one
 */
public record Token(
        String id,
        String hash,
        Kind kind,
        String name,
        Optional<AddressOfRecord> person,
        Level level,
        Set<Scope> scopes,
        Set<String> origins,
        Optional<String> mintedBy,
        Instant createdAt,
        Instant expiresAt) {

    /** Access tokens open doors; a refresh token only fetches a new pair; a link shows one thing to whoever has it. */
    public enum Kind {
        ACCESS,
        REFRESH,
        LINK
    }

    public Token {
        scopes = Set.copyOf(scopes);
        origins = Set.copyOf(origins);
    }

    Caller caller() {
        return new Caller(name, person, level, scopes, Optional.of(id));
    }
}
