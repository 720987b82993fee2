package org.pawn.sdk;

import java.util.List;

/** Hears who meets a watched query. Called as {@link PresenceListener} is, on the same thread. */
@FunctionalInterface
public interface QueryListener {
    /**
     * All who meet the query now, first first: at the start, be it nobody, and each time somebody enters or leaves, or the
     * order changes. A slow listener gets the newest list and misses those in between.
     */
    void onOrder(List<Presence> people);

    /** Somebody meets the query who did not; told before {@link #onPresence} of them. */
    default void onEntered(Presence presence) {}

    /** Somebody does not meet it any more, or may not be seen, or there are others before them: nothing tells which. */
    default void onLeft(String address) {}

    /** How somebody who meets the query shows now, as {@link PresenceListener#onPresence}. */
    default void onPresence(Presence presence) {}

    /** The feed is cut; it is being restored. */
    default void onStale() {}

    /** Everyone who meets the query has been told as they are now: at the start, and again after each cut. */
    default void onFresh() {}

    /** This watch is over and tells nothing more: the server refused it, or the feed ended for good. */
    default void onEnded(Problem problem) {}
}
