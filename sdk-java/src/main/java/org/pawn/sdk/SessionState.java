package org.pawn.sdk;

import java.time.Duration;
import java.util.Optional;

/**
 * What an application says about a person. Say it again before it expires: renewed at least every 15 minutes it makes the
 * person reachable; a longer one only says what they are doing.
 *
 * @param expires from 30 seconds to 7 days; the server's 5 minutes when empty
 */
public record SessionState(
        Availability availability,
        Optional<Activity> activity,
        Optional<String> activityText,
        Optional<Note> note,
        Optional<Duration> expires) {

    /** That availability, for the server's default time. */
    public static SessionState of(Availability availability) {
        return new SessionState(availability, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same, doing that. */
    public SessionState doing(Activity what) {
        return new SessionState(availability, Optional.of(what), activityText, note, expires);
    }

    /** The same, doing something in your own words. */
    public SessionState doing(String what) {
        return new SessionState(availability, Optional.of(Activity.CUSTOM), Optional.of(what), note, expires);
    }

    /** The same with a note. */
    public SessionState noting(String text) {
        return new SessionState(availability, activity, activityText, Optional.of(Note.of(text)), expires);
    }

    /** The same, for that long from when the server hears it. */
    public SessionState lasting(Duration life) {
        return new SessionState(availability, activity, activityText, note, Optional.of(life));
    }
}
