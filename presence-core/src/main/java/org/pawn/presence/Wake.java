package org.pawn.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.pawn.time.Moment;

/** Collects the instants at which a composition can change and keeps the earliest that is still to come. */
final class Wake {
    private final Moment now;
    private boolean isSet;
    private long nanos;

    Wake(Moment now) {
        this.now = now;
    }

    void at(long candidate) {
        if (!now.isPast(candidate) && (!isSet || candidate - nanos < 0)) {
            isSet = true;
            nanos = candidate;
        }
    }

    void at(Instant candidate) {
        at(now.nanosAt(candidate));
    }

    void after(Moment report, Duration quiet) {
        at(report.nanos() + quiet.toNanos());
    }

    OptionalLong earliest() {
        return isSet ? OptionalLong.of(nanos) : OptionalLong.empty();
    }
}
