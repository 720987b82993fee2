package org.pawn.presence;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether the person is at work by their working hours.
 *
 * @param until when that changes, exclusive, UTC; absent when not known
 */
public record WorkingTime(State state, Optional<Instant> until) {
    public static final WorkingTime UNKNOWN = new WorkingTime(State.UNKNOWN, Optional.empty());

    /** Within working hours, outside them, or no hours known. */
    public enum State {
        WORKING,
        OFF,
        UNKNOWN
    }
}
