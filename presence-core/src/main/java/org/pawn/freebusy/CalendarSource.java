package org.pawn.freebusy;

import java.util.Optional;
import org.pawn.refusal.Refusal;

/** Fetches a calendar from where it is kept. Blocks, for a bounded time; thread-safe. */
public interface CalendarSource {
    /** What one attempt gave. */
    sealed interface Fetch {
        /** New bytes, not looked at yet. */
        record Fresh(CalendarBytes bytes, Optional<String> entityTag, Optional<String> lastModified) implements Fetch {}

        /** The known copy still holds. */
        record Unchanged() implements Fetch {}

        /** There is more than fits into one attempt; the next one goes on where this one stopped. */
        record Unfinished(String reason) implements Fetch {}

        /** Nothing came; {@code reason} is a sentence for the owner, the same whatever the network looks like. */
        record Failed(String reason) implements Fetch {}
    }

    /** Fetches {@code feed}; with a known copy only what has changed. */
    Fetch fetch(CalendarOrigin.Feed feed, Optional<StoredCalendar.Copy> known);

    /**
     * Answers the feed in the form in which it is kept.
     *
     * @throws Refusal.Invalid if the address is none that this source fetches, or holds other credentials
     */
    CalendarOrigin.Feed accepted(FeedRequest request);
}
