package org.pawn.rest;

import java.net.URI;
import java.util.Optional;
import org.pawn.freebusy.CalendarOrigin;
import org.pawn.freebusy.CalendarSource;
import org.pawn.freebusy.FeedRequest;
import org.pawn.freebusy.StoredCalendar;
import org.pawn.refusal.Refusal;

/** Takes https addresses and fetches none of them: fetching is another module's. */
final class NoFeeds implements CalendarSource {
    @Override
    public Fetch fetch(CalendarOrigin.Feed feed, Optional<StoredCalendar.Copy> known) {
        return new Fetch.Failed("Not here.");
    }

    @Override
    public CalendarOrigin.Feed accepted(FeedRequest request) {
        if (!request.url().startsWith("https://")) {
            throw new Refusal.Invalid("url", "No such feeds here.");
        }
        return new CalendarOrigin.Feed(URI.create(request.url()), request.credentials());
    }
}
