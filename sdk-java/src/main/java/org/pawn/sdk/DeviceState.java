package org.pawn.sdk;

import java.util.Optional;

/** What the owner of a feed shows on it, as a device of theirs. */
public record DeviceState(
        Availability availability, Optional<Activity> activity, Optional<String> activityText, Optional<Note> note) {

    /** That availability and nothing more. */
    public static DeviceState of(Availability availability) {
        return new DeviceState(availability, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same, doing that. */
    public DeviceState doing(Activity what) {
        return new DeviceState(availability, Optional.of(what), activityText, note);
    }

    /** The same with a note. */
    public DeviceState noting(String text) {
        return new DeviceState(availability, activity, activityText, Optional.of(Note.of(text)));
    }
}
