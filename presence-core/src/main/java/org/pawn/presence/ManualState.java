package org.pawn.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a person set by hand; it wins until it ends.
 *
 * @param availability never Unknown
 * @param setAt when it was set; a manual Available dismisses only situations that had begun by then
 * @param until exclusive, by the wall clock
 */
public record ManualState(
        Availability availability,
        List<Activity> activities,
        Optional<Note> note,
        Instant setAt,
        Instant until,
        boolean alwaysShow) {

    public ManualState {
        if (availability == Availability.UNKNOWN) {
            throw new IllegalArgumentException("nobody sets Unknown by hand");
        }
        if (!until.isAfter(setAt)) {
            throw new IllegalArgumentException("a manual state ends after it begins");
        }
        activities = activities.stream().distinct().sorted().toList();
    }

    /** How long a state lasts when the person did not say: an hour for short breaks, else a day. */
    public static Duration defaultLife(Availability availability, List<Activity> activities) {
        boolean lunch = activities.contains(Activity.of(Activity.Kind.LUNCH));
        return availability == Availability.BE_RIGHT_BACK || lunch ? Duration.ofHours(1) : Duration.ofDays(1);
    }

    boolean isLive(Instant now) {
        return now.isBefore(until);
    }
}
