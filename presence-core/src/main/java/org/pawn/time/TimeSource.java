package org.pawn.time;

import java.time.Instant;

/** Both clocks. Implementations are thread-safe. */
public interface TimeSource {
    /** The wall clock, for people and calendars; it may jump. */
    Instant now();

    /** A monotonic reading, for lives, nonces and timers; only differences mean anything. */
    long nanos();

    /** One reading of both. */
    default Moment moment() {
        return new Moment(now(), nanos());
    }
}
