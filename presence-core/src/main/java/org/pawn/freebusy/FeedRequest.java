package org.pawn.freebusy;

import java.util.Optional;

/**
 * What an owner says of a feed.
 *
 * @param url as they wrote it; it may hold the user name and password itself
 * @param effect absent: that of the calendar which it replaces, or {@link StoredCalendar.Effect#BUSY}
 */
public record FeedRequest(String url, Optional<FeedCredentials> credentials, Optional<StoredCalendar.Effect> effect) {
    public static FeedRequest of(String url) {
        return new FeedRequest(url, Optional.empty(), Optional.empty());
    }

    @Override
    public String toString() {
        return "FeedRequest[***]";
    }
}
