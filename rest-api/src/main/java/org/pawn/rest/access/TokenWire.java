package org.pawn.rest.access;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.pawn.access.Caller;
import org.pawn.access.IssuedToken;
import org.pawn.access.Scope;
import org.pawn.access.Token;
import org.pawn.rest.http.Input;

/** Tokens on the wire. */
final class TokenWire {
    /** A token in a list. */
    record Listed(
            String id,
            String kind,
            String subject,
            List<String> scopes,
            List<String> origins,
            Instant createdAt,
            Instant expiresAt) {}

    /** A token as it is handed out, once; {@code toString} does not show it. */
    record Minted(String id, String token, Instant expiresAt, List<String> scopes) {
        @Override
        public String toString() {
            return "Minted[***, " + id + "]";
        }
    }

    private TokenWire() {}

    static String kind(Token token) {
        return token.person().isPresent() ? "person" : token.name().startsWith(Caller.GUEST) ? "guest" : "application";
    }

    static String subject(Token token) {
        return token.name().startsWith(Caller.GUEST) ? token.name().substring(Caller.GUEST.length()) : token.name();
    }

    static Listed listed(Token token) {
        return new Listed(
                token.id(),
                kind(token),
                subject(token),
                labels(token.scopes()),
                token.origins().stream().sorted().toList(),
                token.createdAt(),
                token.expiresAt());
    }

    static Minted minted(IssuedToken issued) {
        Token token = issued.token();
        return new Minted(token.id(), issued.secret(), token.expiresAt(), labels(token.scopes()));
    }

    static List<String> labels(Collection<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::label).toList();
    }

    static Set<Scope> scopes(List<String> labels) {
        return labels.stream()
                .map(label -> Input.known("scopes", Scope.ofLabel(label)))
                .collect(Collectors.toSet());
    }
}
