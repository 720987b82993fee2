package org.pawn.sdk;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A state set by hand. Without a duration or an end it has the default life of that state.
 *
 * @param alwaysShow show it even while no device is signed in
 * @param lasting for how long from when the server hears it; not together with {@code until}
 * @param since when it was set; empty in what you send
 * @param until when it ends; empty for when the person is next done with it
 */
public record ManualState(
        Availability availability,
        Optional<Activity> activity,
        Optional<String> activityText,
        Optional<Note> note,
        boolean alwaysShow,
        Optional<Duration> lasting,
        Optional<Instant> since,
        Optional<Instant> until) {

    public ManualState {
        if (lasting.isPresent() && until.isPresent()) {
            throw new IllegalArgumentException("a manual state lasts for a time or until an instant, not both");
        }
    }

    /** That state, for its default life. */
    public static ManualState of(Availability availability) {
        return new ManualState(
                availability,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same, doing that. */
    public ManualState doing(Activity what) {
        return new ManualState(availability, Optional.of(what), activityText, note, alwaysShow, lasting, since, until);
    }

    /** The same with a note. */
    public ManualState noting(String text) {
        return new ManualState(
                availability, activity, activityText, Optional.of(Note.of(text)), alwaysShow, lasting, since, until);
    }

    /** The same, for that long. */
    public ManualState lasting(Duration life) {
        return new ManualState(
                availability, activity, activityText, note, alwaysShow, Optional.of(life), since, Optional.empty());
    }

    /** The same, until then. */
    public ManualState until(Instant end) {
        return new ManualState(
                availability, activity, activityText, note, alwaysShow, Optional.empty(), since, Optional.of(end));
    }

    /** The same, shown even while no device is signed in. */
    public ManualState shownAlways() {
        return new ManualState(availability, activity, activityText, note, true, lasting, since, until);
    }
}
