package org.pawn.freebusy;

import java.net.URI;
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

        /** Nothing came; {@code reason} is a sentence for the owner, the same whatever the network looks like. */
        record Failed(String reason) implements Fetch {}
    }

    /** Fetches {@code feed}; with a known copy only if it has changed. */
    Fetch fetch(URI feed, Optional<StoredCalendar.Copy> known);

    /**
     * Answers the address in the form in which it is kept.
     *
     * @throws Refusal.Invalid if it is none that this source fetches
     */
    URI accepted(String url);
}
