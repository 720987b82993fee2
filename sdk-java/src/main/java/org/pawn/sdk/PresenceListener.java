package org.pawn.sdk;

/**
 * Hears about the people of one {@link Watch}. All methods of all listeners of a feed are called on that feed's one
 * thread, {@code pawn-feed-callbacks}, one after the other; what a listener throws is logged and does not stop the next.
 * A slow listener gets the newest state of each person and misses those in between.
 */
@FunctionalInterface
public interface PresenceListener {
    /**
     * How a person shows now: once for each person at the start, then at each change. While the feed is cut everyone is
     * told again as {@link Presence#stale()}, and afterwards as they are.
     */
    void onPresence(Presence presence);

    /** A person cannot be told, or not any more; {@code address} is as it was asked for, or the bare one. */
    default void onProblem(String address, Problem problem) {}

    /** The feed is cut; it is being restored. */
    default void onStale() {}

    /** Everyone has been told as they are now: at the start, and again after each cut. */
    default void onFresh() {}

    /** This watch is over and tells nothing more: the server refused it, or the feed ended for good. */
    default void onEnded(Problem problem) {}
}
