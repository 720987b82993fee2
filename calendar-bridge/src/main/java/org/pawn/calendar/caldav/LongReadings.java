package org.pawn.calendar.caldav;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.pawn.freebusy.CalendarOrigin;

/**
 * Readings that took longer than a round and go on in the next one, a bounded number of them: a new one waits until
 * another has ended. Thread-safe.
 */
final class LongReadings {
    private static final int MAX_READINGS = 8;
    private static final long GIVEN_UP_NANOS = Duration.ofHours(1).toNanos();

    /**
     * One that is under way.
     *
     * @param batch how many entries are asked for at once
     * @param rounds how many it has taken
     */
    record Reading(SyncedCalendars calendars, int batch, int rounds) {}

    private record Waiting(Reading reading, long sinceNanos) {}

    private final LongSupplier nanos;
    private final Map<CalendarOrigin.Feed, Waiting> waiting = new LinkedHashMap<>(); // guarded by this

    LongReadings(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** The feed's reading, which is the caller's from now on. */
    synchronized Optional<Reading> take(CalendarOrigin.Feed feed) {
        return Optional.ofNullable(waiting.remove(feed)).map(Waiting::reading);
    }

    /** Keeps a reading until it is taken again; false where there are too many. */
    synchronized boolean keep(CalendarOrigin.Feed feed, Reading reading) {
        long now = nanos.getAsLong();
        waiting.values().removeIf(other -> now - other.sinceNanos() > GIVEN_UP_NANOS);
        if (waiting.size() >= MAX_READINGS) {
            return false;
        }
        waiting.put(feed, new Waiting(reading, now));
        return true;
    }
}
