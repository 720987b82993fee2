package org.pawn.sdk;

import java.util.Set;

/**
 * A new token; its text is told this once.
 *
 * @param id to revoke it by
 */
public record MintedToken(String id, AccessToken token, Set<Scope> scopes) {
    public MintedToken {
        scopes = Set.copyOf(scopes);
    }
}
