package org.pawn.sdk;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.pawn.sdk.internal.FeedEngine;
import org.pawn.sdk.internal.WatchState;

/** A standing interest in people, from {@link PresenceFeed}. Thread-safe; it outlives cuts of the feed. */
public final class Watch implements AutoCloseable {
    private final FeedEngine engine;
    private final WatchState state;

    Watch(FeedEngine engine, WatchState state) {
        this.engine = engine;
        this.state = state;
    }

    /** Done when everyone has been told for the first time; fails if the watch or the feed ends before. */
    public CompletableFuture<Void> ready() {
        return state.ready().copy();
    }

    /** Everyone as they were last told, in no particular order; {@link Presence#stale()} while the feed is cut. */
    public List<Presence> presences() {
        return state.presences();
    }

    /** One of them, by bare address. */
    public Optional<Presence> presence(String address) {
        return state.presence(address);
    }

    /** Watches these as well. */
    public void add(Collection<String> addresses) {
        engine.add(state, List.copyOf(addresses));
    }

    /** Watches these, as they were asked for, no longer. */
    public void remove(Collection<String> addresses) {
        engine.remove(state, List.copyOf(addresses));
    }

    /** Ends the watch; its listener hears no more. Doing it again does nothing. */
    @Override
    public void close() {
        engine.unwatch(state);
    }
}
