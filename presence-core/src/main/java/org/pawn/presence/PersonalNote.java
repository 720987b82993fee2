package org.pawn.presence;

import java.time.Instant;
import java.util.Optional;

/** The note a person set for themself rather than for one device; it ends at {@code until}, exclusive, if given. */
public record PersonalNote(Note note, Optional<Instant> until) {
    boolean isLive(Instant now) {
        return until.isEmpty() || now.isBefore(until.get());
    }
}
