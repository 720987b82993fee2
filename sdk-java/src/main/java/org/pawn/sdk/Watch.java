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

    /**
     * Everyone as they were last told, a query's people in its order, others in no particular one;
     * {@link Presence#stale()} while the feed is cut. Of a muted watch they may be older.
     */
    public List<Presence> presences() {
        return state.presences();
    }

    /** One of them, by bare address. */
    public Optional<Presence> presence(String address) {
        return state.presence(address);
    }

    /**
     * Watches these as well.
     *
     * @throws IllegalStateException if this watch is of a list or a query, which say who is in it
     */
    public void add(Collection<String> addresses) {
        requireAddresses();
        engine.add(state, List.copyOf(addresses));
    }

    /**
     * Watches these, as they were asked for, no longer.
     *
     * @throws IllegalStateException if this watch is of a list or a query, which say who is in it
     */
    public void remove(Collection<String> addresses) {
        requireAddresses();
        engine.remove(state, List.copyOf(addresses));
    }

    /**
     * Keeps its listener in peace until {@link #unmute}, through cuts too: it hears of its end and of nothing else. It
     * still becomes {@link #ready}, {@link #presences} hold what the server told last, and the server sends no changes of
     * people whom no other watch names. Doing it again does nothing.
     */
    public void mute() {
        engine.mute(state, true);
    }

    /** Tells its listener once of each person what has changed meanwhile, if anything, and then as ever. */
    public void unmute() {
        engine.mute(state, false);
    }

    /** Ends the watch; its listener hears no more. Doing it again does nothing. */
    @Override
    public void close() {
        engine.unwatch(state);
    }

    private void requireAddresses() {
        if (!state.isOfAddresses()) {
            throw new IllegalStateException("this watch is of a list or a query, which say who is in it");
        }
    }
}
