package org.pawn.presence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a person set by hand; it wins until it ends.
 *
 * @param availability never Unknown
 * @param setAt when it was set; a manual Available dismisses only situations that had begun by then
 * @param until exclusive, by the wall clock
 * @param endsEarly what ends it before that
 */
public record ManualState(
        Availability availability,
        List<Activity> activities,
        Optional<Note> note,
        Instant setAt,
        Instant until,
        EndsEarly endsEarly,
        boolean alwaysShow) {

    /** What ends a manual state before its time. */
    public enum EndsEarly {
        NEVER,
        /** The person signs in with their password. */
        AT_SIGN_IN,
        /** The person's last device signs out. */
        AT_SIGN_OUT
    }

    public ManualState {
        if (availability == Availability.UNKNOWN) {
            throw new IllegalArgumentException("nobody sets Unknown by hand");
        }
        if (!until.isAfter(setAt)) {
            throw new IllegalArgumentException("a manual state ends after it begins");
        }
        activities = activities.stream().distinct().sorted().toList();
    }

    boolean isLive(Instant now) {
        return now.isBefore(until);
    }
}
