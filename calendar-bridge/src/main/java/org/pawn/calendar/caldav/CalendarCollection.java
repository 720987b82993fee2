package org.pawn.calendar.caldav;

import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * A calendar on its server (RFC 4791 section 4.2), as a listing shows it.
 *
 * @param syncToken the state that it is in (RFC 6578 section 4), where the server says
 * @param tag the same in an older way, {@code getctag}
 */
record CalendarCollection(HttpUrl url, Optional<String> syncToken, Optional<String> tag) {
    static CalendarCollection of(HttpUrl url, DavResponse response) {
        return new CalendarCollection(url, response.tag(DavNames.SYNC_TOKEN), response.tag(DavNames.COLLECTION_TAG));
    }
}
