package org.pawn.presence;

import java.time.Instant;
import java.util.Optional;

/** Out of office as the person said so themself, {@code [from, until)}, with their words for it. */
public record Absence(Instant from, Instant until, Optional<Note> note) {
    public Absence {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("an absence ends after it begins");
        }
    }

    boolean isRunning(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }
}
