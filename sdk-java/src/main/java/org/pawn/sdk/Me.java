package org.pawn.sdk;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Who a token speaks for.
 *
 * @param kind {@code person}, {@code application}, {@code guest}; open
 * @param address of a person
 * @param scopes those that are known here
 * @param level how much an application or guest sees
 */
public record Me(
        String kind,
        Optional<String> address,
        Optional<String> name,
        Set<Scope> scopes,
        Optional<Level> level,
        boolean administrator,
        Optional<Instant> expiresAt) {

    public Me {
        scopes = Set.copyOf(scopes);
    }
}
