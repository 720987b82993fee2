package org.pawn.access;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Tokens, durably. Futures complete once the write is on disk; writes apply in call order. */
public interface TokenStore {
    CompletableFuture<Void> save(Token token);

    CompletableFuture<Void> remove(Collection<String> ids);

    /** Those that expire after {@code now}. */
    List<Token> live(Instant now);
}
