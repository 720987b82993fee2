package org.pawn.presence;

import java.time.Instant;
import java.util.Optional;

/** Where the person says they work, in their words; it ends at {@code until}, exclusive, if given. */
public record WorkPlace(String place, Optional<Instant> until) {
    public static final int MAX_PLACE = 256;

    public WorkPlace {
        if (place.isBlank() || place.length() > MAX_PLACE) {
            throw new IllegalArgumentException("a work location has 1 to " + MAX_PLACE + " characters");
        }
    }

    boolean isLive(Instant now) {
        return until.isEmpty() || now.isBefore(until.get());
    }
}
