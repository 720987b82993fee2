package org.pawn.rest.calendar;

import java.time.Instant;
import java.time.ZoneId;
import org.pawn.address.AddressOfRecord;
import org.pawn.freebusy.TimeSpan;
import org.pawn.refusal.Refusal;

/**
 * What a link to somebody's busy time shows: from the day that it is on their clock, so many days ahead.
 *
 * @param days 1 to 400
 */
record PublishedWindow(AddressOfRecord person, int days) {
    static final int DEFAULT_DAYS = 60;

    private static final int MAX_DAYS = 400;
    private static final String BETWEEN = ", days ahead: ";

    PublishedWindow {
        if (days < 1 || days > MAX_DAYS) {
            throw new Refusal.Invalid("days", "A link shows 1 to " + MAX_DAYS + " days.");
        }
    }

    /** Reads what {@link #toString} wrote; an address has no comma. */
    static PublishedWindow parse(String text) {
        int between = text.indexOf(BETWEEN);
        return new PublishedWindow(
                AddressOfRecord.parse(text.substring(0, between)),
                Integer.parseInt(text.substring(between + BETWEEN.length())));
    }

    TimeSpan at(Instant now, ZoneId zone) {
        var today = now.atZone(zone).toLocalDate();
        return new TimeSpan(
                today.atStartOfDay(zone).toInstant(),
                today.plusDays(days).atStartOfDay(zone).toInstant());
    }

    @Override
    public String toString() {
        return person + BETWEEN + days;
    }
}
