package org.pawn.calendar;

import java.net.URI;
import java.util.Optional;
import org.pawn.freebusy.CalendarOrigin;
import org.pawn.freebusy.CalendarSource;
import org.pawn.freebusy.FeedRequest;
import org.pawn.freebusy.StoredCalendar;

/** A source that has nothing, whatever the address. */
public final class NoFeeds implements CalendarSource {
    @Override
    public Fetch fetch(CalendarOrigin.Feed feed, Optional<StoredCalendar.Copy> known) {
        return new Fetch.Failed("There is no feed here.");
    }

    @Override
    public CalendarOrigin.Feed accepted(FeedRequest request) {
        return CalendarOrigin.Feed.of(URI.create(request.url()));
    }
}
