package org.pawn.sdk.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.pawn.sdk.AccessToken;
import org.pawn.sdk.PresenceClientException;
import org.pawn.sdk.TokenSource;

/** Holds the token, and asks the source for another when it is about to expire or was refused; one question at a time. */
public final class TokenKeeper {
    private static final Duration BEFORE_EXPIRY = Duration.ofSeconds(30);

    private final TokenSource source;
    private final Executor executor;
    private final Clock clock;
    private @Nullable AccessToken held; // guarded by this
    private @Nullable CompletableFuture<AccessToken> asking; // guarded by this

    /** @param executor where the source may block */
    public TokenKeeper(TokenSource source, Executor executor, Clock clock) {
        this.source = source;
        this.executor = executor;
        this.clock = clock;
    }

    /** A token that is good for a while, from memory or from the source. */
    public synchronized CompletableFuture<AccessToken> current() {
        if (held != null && !renewAt(held).isBefore(clock.instant())) {
            return CompletableFuture.completedFuture(held);
        }
        return ask();
    }

    /** Another than this one, which the server refused; fails when the source has no other. */
    public synchronized CompletableFuture<AccessToken> insteadOf(AccessToken refused) {
        if (held != null && !held.value().equals(refused.value())) {
            return CompletableFuture.completedFuture(held);
        }
        held = null;
        return ask().thenApply(fresh -> {
            if (fresh.value().equals(refused.value())) {
                throw PresenceClientException.local(
                        "no-other-token", "the token was refused and there is no other", null);
            }
            return fresh;
        });
    }

    /** When to fetch the next one: half a minute before the end; never, when no end is known. */
    public Instant renewAt(AccessToken token) {
        return token.expiresAt().map(end -> end.minus(BEFORE_EXPIRY)).orElse(Instant.MAX);
    }

    private synchronized CompletableFuture<AccessToken> ask() {
        if (asking == null) {
            asking = CompletableFuture.supplyAsync(source::token, executor).whenComplete(this::answered);
            if (asking.isDone()) {
                CompletableFuture<AccessToken> answer = asking;
                asking = null;
                return answer;
            }
        }
        return asking;
    }

    private synchronized void answered(@Nullable AccessToken token, @Nullable Throwable failure) {
        asking = null;
        if (failure == null) {
            held = token;
        }
    }
}
