package org.pawn.sdk;

import java.net.URI;
import java.util.Optional;

/**
 * Where the server is to read a calendar: a file, or a CalDAV calendar, account or server. Immutable; each call gives a
 * new one.
 *
 * @param effect absent: as it is, busy at first
 */
public record CalendarFeed(URI url, Optional<String> user, Optional<String> password, Optional<CalendarEffect> effect) {
    public CalendarFeed {
        if (user.isPresent() != password.isPresent()) {
            throw new IllegalArgumentException("a user name and a password, or neither");
        }
    }

    /** By http, https or webcal. */
    public static CalendarFeed at(URI url) {
        return new CalendarFeed(url, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** With what the calendar's server asks for; the Pawn server keeps it sealed and never tells it. */
    public CalendarFeed signingIn(String newUser, String newPassword) {
        return new CalendarFeed(url, Optional.of(newUser), Optional.of(newPassword), effect);
    }

    /** Doing that. */
    public CalendarFeed with(CalendarEffect newEffect) {
        return new CalendarFeed(url, user, password, Optional.of(newEffect));
    }

    /** Without what may be secret. */
    @Override
    public String toString() {
        return "CalendarFeed[" + url.getHost() + "]";
    }
}
