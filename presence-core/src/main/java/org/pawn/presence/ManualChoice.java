package org.pawn.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a person chose, before the server has said how long it lasts.
 *
 * @param until when the person said it ends, exclusive; absent for the usual life of such a state
 */
public record ManualChoice(
        Availability availability,
        List<Activity> activities,
        Optional<Note> note,
        Optional<Instant> until,
        boolean alwaysShow) {
    private static final Duration BREAK = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** Available has no end of its own but signing out; this is how long a device may stay signed in. */
    private static final Duration MONTH = Duration.ofDays(30);

    /** Without an end: a break lasts an hour, Busy to the end of the working day, an absence until the person is back. */
    ManualState from(Instant now, WorkingTime working) {
        if (until.isPresent()) {
            return state(now, until.get(), ManualState.EndsEarly.NEVER);
        }
        if (availability == Availability.BE_RIGHT_BACK || activities.contains(Activity.of(Activity.Kind.LUNCH))) {
            return state(now, now.plus(BREAK), ManualState.EndsEarly.NEVER);
        }
        return switch (availability) {
            case BUSY, DO_NOT_DISTURB -> state(now, endOfWork(now, working), ManualState.EndsEarly.NEVER);
            case AWAY, OFFLINE -> state(now, now.plus(DAY), ManualState.EndsEarly.AT_SIGN_IN);
            default ->
                alwaysShow
                        ? state(now, now.plus(DAY), ManualState.EndsEarly.NEVER)
                        : state(now, now.plus(MONTH), ManualState.EndsEarly.AT_SIGN_OUT);
        };
    }

    private static Instant endOfWork(Instant now, WorkingTime working) {
        return working.state() == WorkingTime.State.WORKING
                ? working.until().filter(now::isBefore).orElse(now.plus(DAY))
                : now.plus(DAY);
    }

    private ManualState state(Instant now, Instant ends, ManualState.EndsEarly early) {
        return new ManualState(availability, activities, note, now, ends, early, alwaysShow);
    }
}
