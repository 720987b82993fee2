package org.pawn.sdk.internal;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before trying again, with full jitter: anything from nothing to twice as much each time, so that a
 * thousand clients that were cut together do not come back together.
 */
public record Backoff(Duration first, Duration longest, DoubleSupplier random) {
    /** @param failures how often it has failed in a row, from 1 */
    public Duration delay(int failures) {
        double ceiling = first.toMillis() * Math.pow(2, Math.min(failures - 1, 30));
        return Duration.ofMillis((long) (Math.min(ceiling, longest.toMillis()) * random.getAsDouble()));
    }

    /** At least what the server asked for, and a little scattered. */
    public Duration delayAfter(Duration asked) {
        return asked.plusMillis((long) (first.toMillis() * random.getAsDouble()));
    }
}
