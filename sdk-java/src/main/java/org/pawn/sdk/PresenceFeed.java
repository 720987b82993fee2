package org.pawn.sdk;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.pawn.sdk.internal.FeedEngine;
import org.pawn.sdk.internal.WatchState;

/**
 * The live feed, from {@link PresenceClient#openFeed()}. Thread-safe; one serves a whole program, with as many watches as
 * it likes.
 *
 * <p>It restores itself after a cut, for as long as it takes: at once or within half a second, then after random waits
 * that grow to at most 30 seconds. It takes up where it was cut when the server still holds that, and is told everything
 * anew when not: never a silent gap. A peer that says nothing for 40 seconds counts as gone; it is pinged every 15.
 * Tokens are renewed on the open feed before they expire.
 *
 * <p>Listeners are called on one thread, {@code pawn-feed-callbacks}. States of people wait for it one each, the newest;
 * when 1,000 messages wait, the feed reads no further until it has caught up.
 */
public final class PresenceFeed implements AutoCloseable {
    private final FeedEngine engine;
    private final Messages messages;

    PresenceFeed(FeedEngine engine, Messages messages) {
        this.engine = engine;
        this.messages = messages;
    }

    /** Done when the feed is up for the first time; fails if it ends before. */
    public CompletableFuture<Void> ready() {
        return engine.ready().copy();
    }

    /** Watches these people, however many. An address that cannot be watched is told to the listener as a problem. */
    public Watch watch(Collection<String> addresses, PresenceListener listener) {
        WatchState state = WatchState.ofAddresses(List.copyOf(addresses), listener);
        return watch(state);
    }

    /** Watches everyone on the owner's contact list, as it changes; who is taken out is told as a problem. */
    public Watch watchContacts(PresenceListener listener) {
        return watch(WatchState.ofContacts(listener));
    }

    /** Watches the members of a group of the directory, as they join and leave; who leaves is told as a problem. */
    public Watch watchGroup(String id, PresenceListener listener) {
        return watch(WatchState.ofGroup(id, listener));
    }

    /**
     * Watches those who meet a query, as they come to meet it and cease to. At most 16 on one feed; a 17th ends with
     * {@code too-many-requests}. Who is told first is told at once, what changes then at most once a second.
     */
    public Watch watch(PresenceQuery query, QueryListener listener) {
        return watch(WatchState.ofQuery(query, listener));
    }

    /**
     * Shows the owner so, as a device of theirs, until {@link #withdraw}: it is renewed, and said again after a cut. The
     * device is gone 10 seconds after the feed is.
     *
     * @return done when the server has it, after a cut if need be; fails if it refuses, or the feed ends before
     */
    public CompletableFuture<Void> publish(DeviceState state) {
        return engine.publish(state);
    }

    /** This device is gone now. */
    public CompletableFuture<Void> withdraw() {
        return engine.withdraw();
    }

    /** The owner touched this device. Say it as often as you like; it is passed on at most every 30 seconds. */
    public void active() {
        engine.active();
    }

    /** The owner has not touched this device since then. */
    public void idle(Instant since) {
        engine.idle(since);
    }

    /** Sends a message, by REST, since a cut feed could not tell whether it went. */
    public CompletableFuture<SentMessage> send(String to, String text) {
        return messages.sendAsync(to, text);
    }

    /** Tells that the owner is writing to someone, or has stopped; lost while the feed is cut. */
    public void typing(String to, boolean composing) {
        engine.typing(to, composing);
    }

    /** Ends the feed and its watches, quietly. Doing it again does nothing. */
    @Override
    public void close() {
        engine.close();
    }

    private Watch watch(WatchState state) {
        engine.watch(state);
        return new Watch(engine, state);
    }
}
