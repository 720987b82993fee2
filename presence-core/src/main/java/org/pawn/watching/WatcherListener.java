package org.pawn.watching;

import org.pawn.address.AddressOfRecord;

/**
 * Hears of every change of a person's watchers (RFC 3857). Called on the person's lane, in order; must not block. What
 * a listener missed before it began to listen it asks of {@link SubscriptionService#watchers}.
 */
public interface WatcherListener {
    /** Somebody subscribed: they are active or pending from now on, or terminated, because they are rejected. */
    default void began(AddressOfRecord presentity, WatcherInfo watcher) {}

    /** A watcher has another status than before, or is classed in another way; who is terminated is in no list now. */
    default void changed(AddressOfRecord presentity, WatcherInfo watcher) {}
}
