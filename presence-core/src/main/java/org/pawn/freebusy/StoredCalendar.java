package org.pawn.freebusy;

import java.time.Instant;
import java.util.Optional;
import org.pawn.address.AddressOfRecord;

/**
 * One of a person's calendars as it is kept. Durable.
 *
 * @param id the owner's name for it, 1 to 64 of letters, digits, {@code . _ -}
 * @param effect what it does to its owner's presence and free-busy time
 * @param copy the last good copy; absent for a feed that was never read
 */
public record StoredCalendar(
        AddressOfRecord person, String id, CalendarOrigin origin, Effect effect, Optional<Copy> copy) {

    /** What the calendar does to its owner's presence and free-busy time. */
    public enum Effect {
        /** Its events make the owner busy, as each of them says. */
        BUSY,
        /** It says when the owner works, and makes nobody busy. */
        WORKING_HOURS,
        /** It is kept and listed, and changes nothing. */
        IGNORE
    }

    /**
     * The bytes last read and found good.
     *
     * @param readAt when they were uploaded, or when the feed last answered with them or said they still hold
     * @param entityTag the feed's own tag for them (RFC 9110 section 8.8.3)
     * @param lastModified the feed's own date for them, as it was sent
     */
    public record Copy(CalendarBytes bytes, Instant readAt, Optional<String> entityTag, Optional<String> lastModified) {
        public static Copy uploaded(CalendarBytes bytes, Instant readAt) {
            return new Copy(bytes, readAt, Optional.empty(), Optional.empty());
        }

        /** The same bytes, confirmed at {@code instant}. */
        public Copy confirmedAt(Instant instant) {
            return new Copy(bytes, instant, entityTag, lastModified);
        }
    }

    public StoredCalendar {
        if (!isId(id)) {
            throw new IllegalArgumentException("a calendar's id has 1 to 64 of A-Z a-z 0-9 . _ -");
        }
        if (copy.isEmpty() && !(origin instanceof CalendarOrigin.Feed)) {
            throw new IllegalArgumentException("a calendar has a feed or a copy");
        }
    }

    static boolean isId(String id) {
        return id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    }

    /** Where it is fetched from, if it is. */
    public Optional<CalendarOrigin.Feed> feed() {
        return origin instanceof CalendarOrigin.Feed feed ? Optional.of(feed) : Optional.empty();
    }

    public StoredCalendar withCopy(Copy newCopy) {
        return new StoredCalendar(person, id, origin, effect, Optional.of(newCopy));
    }

    public StoredCalendar with(Effect newEffect) {
        return new StoredCalendar(person, id, origin, newEffect, copy);
    }

    /** Without the feed's address: it may hold a secret. */
    @Override
    public String toString() {
        return "calendar " + id + " of " + person;
    }
}
