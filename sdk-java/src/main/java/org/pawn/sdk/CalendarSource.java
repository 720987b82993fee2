package org.pawn.sdk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One of a person's calendars; never its events.
 *
 * @param kind {@code file}, {@code url} or {@code folder}: a file on the server, with which it comes and goes
 * @param host of a calendar that is read from a URL; the rest of the URL may be a secret and is never told
 * @param hasCredentials whether the server signs in to read it
 * @param effect what it does
 * @param asOf when it was last read
 * @param events how many were understood, where told
 * @param leftOut what could not be counted, and why; the rest of the calendar is
 * @param problem why the last reading failed; the last good copy stays in use
 */
public record CalendarSource(
        String id,
        String kind,
        Optional<String> host,
        boolean hasCredentials,
        CalendarEffect effect,
        FreeBusy.Coverage coverage,
        Optional<Instant> asOf,
        Optional<Integer> events,
        List<LeftOut> leftOut,
        Optional<String> problem,
        String version) {

    public CalendarSource {
        leftOut = List.copyOf(leftOut);
    }

    /** One thing that does not count. */
    public record LeftOut(String what, String why) {}
}
