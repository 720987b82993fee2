package org.pawn.access;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps tokens as long as the process lives. */
public final class InMemoryTokenStore implements TokenStore {
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    @Override
    public CompletableFuture<Void> save(Token token) {
        tokens.put(token.id(), token);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> remove(Collection<String> ids) {
        ids.forEach(tokens::remove);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public List<Token> live(Instant now) {
        return tokens.values().stream()
                .filter(token -> token.expiresAt().isAfter(now))
                .toList();
    }
}
