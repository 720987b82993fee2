package org.pawn.watching;

import org.pawn.policy.PresenceView;

/**
 * Where a watcher's notifications go: a SIP dialog, a feed. Called on the presentity's lane, one call at a time for one
 * subscription; must not block and must not throw.
 */
public interface WatcherChannel {
    /** By which way the watcher looks. */
    Surface surface();

    /** Whether the watcher asks for the state once and does not stay (RFC 6665 section 4.4.3). */
    default boolean isFetch() {
        return false;
    }

    /** The newest view, replacing any earlier one of the same subscription that is not out yet. */
    void offer(Subscription subscription, PresenceView view);

    /**
     * Whether the watcher stays when the person has yet to let them in (RFC 6665 calls this pending). Others are refused
     * until then.
     */
    default boolean waitsForConsent() {
        return false;
    }

    /** The person has yet to let the watcher in, or has asked to think again; for channels that wait for that. */
    default void pending(Subscription subscription) {}

    /** The server ended the subscription: the watcher may no longer see this person, or the person is gone. */
    void ended(Subscription subscription, EndReason reason);

    /** Why the server ended a subscription (RFC 6665 section 4.1.3). */
    enum EndReason {
        REJECTED,
        NO_RESOURCE
    }
}
