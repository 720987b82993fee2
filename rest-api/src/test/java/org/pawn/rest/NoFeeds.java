package org.pawn.rest;

import java.util.Optional;
import org.pawn.freebusy.CalendarOrigin;
import org.pawn.freebusy.CalendarSource;
import org.pawn.freebusy.FeedRequest;
import org.pawn.freebusy.StoredCalendar;
import org.pawn.refusal.Refusal;

/** Takes no feed: fetching is another module's. */
final class NoFeeds implements CalendarSource {
    @Override
    public Fetch fetch(CalendarOrigin.Feed feed, Optional<StoredCalendar.Copy> known) {
        return new Fetch.Failed("Not here.");
    }

    @Override
    public CalendarOrigin.Feed accepted(FeedRequest request) {
        throw new Refusal.Invalid("url", "No feeds here.");
    }
}
