package org.pawn.sdk;

/** Hears about the feed itself and what comes to its owner. Called as {@link PresenceListener} is. */
public interface FeedListener {
    /** The feed is up; watches are being told. */
    default void onConnected() {}

    /** The feed is down and is being restored; the text says why, for people. */
    default void onCut(String why) {}

    /**
     * A message for the owner; each is told once, however often the feed was cut. Messages come to a feed that is a device
     * of the owner ({@link PresenceFeed#publish}) and whose token has the scope {@code message}.
     */
    default void onMessage(Message message) {}

    /** Someone is writing to the owner, or has stopped. */
    default void onTyping(String from, boolean composing) {}

    /** The feed is over for good: its token was refused and there is no other, or the server does not know feeds. */
    default void onEnded(Problem problem) {}
}
