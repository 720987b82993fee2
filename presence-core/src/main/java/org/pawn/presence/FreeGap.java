package org.pawn.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A gap within working hours that is long enough to use, {@code [start, end)}. */
public record FreeGap(Instant start, Instant end) {
    /** A shorter one is of no use to anybody. */
    public static final Duration USABLE = Duration.ofMinutes(15);

    public FreeGap {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("a gap ends after it starts");
        }
    }

    /** The first usable instant at or after {@code instant}; empty when none is known. */
    static Optional<Instant> firstFrom(Instant instant, List<FreeGap> gaps) {
        for (FreeGap gap : gaps) {
            Instant from = gap.start.isBefore(instant) ? instant : gap.start;
            if (!from.plus(USABLE).isAfter(gap.end)) {
                return Optional.of(from);
            }
        }
        return Optional.empty();
    }
}
