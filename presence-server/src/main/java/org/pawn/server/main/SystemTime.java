package org.pawn.server.main;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.pawn.time.TimeSource;

/** The machine's own clocks; the only place that reads them. */
final class SystemTime implements TimeSource {
    @Override
    public Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS); // what the wire and the stores can carry
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }
}
