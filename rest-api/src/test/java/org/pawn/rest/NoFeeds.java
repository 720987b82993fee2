package org.pawn.rest;

import java.net.URI;
import java.util.Optional;
import org.pawn.freebusy.CalendarSource;
import org.pawn.freebusy.StoredCalendar;
import org.pawn.refusal.Refusal;

/** Takes no feed: fetching is another module's. */
final class NoFeeds implements CalendarSource {
    @Override
    public Fetch fetch(URI feed, Optional<StoredCalendar.Copy> known) {
        return new Fetch.Failed("Not here.");
    }

    @Override
    public URI accepted(String url) {
        throw new Refusal.Invalid("url", "No feeds here.");
    }
}
