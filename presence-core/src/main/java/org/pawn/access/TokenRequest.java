package org.pawn.access;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.pawn.address.AddressOfRecord;

/**
 * What a new token shall be.
 *
 * @param viewer the person it speaks for; absent for an application or a guest
 * @param level what an application or guest sees of everybody
 */
public record TokenRequest(
        String name,
        Optional<AddressOfRecord> viewer,
        Level level,
        Set<Scope> scopes,
        Set<String> origins,
        Duration life) {

    public TokenRequest withLife(Duration newLife) {
        return new TokenRequest(name, viewer, level, scopes, origins, newLife);
    }
}
