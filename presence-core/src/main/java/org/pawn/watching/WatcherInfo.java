package org.pawn.watching;

import java.time.Instant;
import java.util.Locale;
import org.pawn.access.Viewer;
import org.pawn.policy.Grant;

/**
 * One watcher of a person, for that person's eyes (RFC 3857, RFC 3858 section 3): whoever is politely blocked is
 * active here as they are for themself, and the grant says what the watcher never learns.
 *
 * @param id stays while the watcher subscribes, waits and subscribes again
 * @param event what brought the watcher into this status
 * @param since when the watcher subscribed
 * @param fetch whether they ask for the state once and do not stay
 * @param grant how they were classed
 */
public record WatcherInfo(
        String id,
        Viewer viewer,
        Status status,
        Event event,
        Instant since,
        Surface surface,
        boolean fetch,
        Grant grant) {

    /** Where a watcher stands (RFC 3857 section 4.7.1). */
    public enum Status {
        /** Subscribes, and the person has yet to say. */
        PENDING,
        ACTIVE,
        /** Asked, was not let in, and has gone; the person has still to say. */
        WAITING,
        TERMINATED;

        /** The wire name. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What moves a watcher from one status to the next (RFC 3857 section 4.7.1). */
    public enum Event {
        SUBSCRIBE,
        APPROVED,
        /** The watcher left, or did not renew. */
        TIMEOUT,
        REJECTED,
        NORESOURCE,
        /** We no longer keep that they asked. */
        GIVEUP;

        /** The wire name. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
