package org.pawn.pidf;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a tuple's status was or will be for a time (RFC 4481 section 3).
 *
 * @param from inclusive
 * @param until exclusive; empty: from then on
 * @param open empty where it says nothing of that
 * @param activities in document order
 */
public record TimedStatus(
        Instant from, Optional<Instant> until, Optional<Boolean> open, List<RpidActivity> activities) {
    public TimedStatus {
        if (until.isPresent() && !from.isBefore(until.get())) {
            throw new IllegalArgumentException("a time ends after it starts");
        }
        activities = List.copyOf(activities);
    }

    boolean holdsAt(Instant now) {
        return !now.isBefore(from) && until.map(now::isBefore).orElse(true);
    }
}
