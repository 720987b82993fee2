package org.pawn.server.sip;

import java.time.Duration;
import java.util.Optional;
import org.pawn.refusal.Refusal;

/** How long what is asked for may live: too short is refused, too long is cut (RFC 3261 section 10.3 step 7). */
final class Lifetimes {
    private final Duration min;
    private final Duration max;

    Lifetimes(Duration min, Duration max) {
        this.min = min;
        this.max = max;
    }

    /** Like {@link #grant(Optional, Duration)}; an hour where nothing is asked. */
    Duration grant(Optional<Integer> asked) {
        return grant(asked, Duration.ofHours(1));
    }

    /**
     * The life to give; zero means: end it.
     *
     * @param asked in seconds
     * @throws Refusal.IntervalTooBrief if it is neither zero nor long enough
     */
    Duration grant(Optional<Integer> asked, Duration usual) {
        Duration life = asked.map(Duration::ofSeconds).orElse(usual);
        if (!life.isZero() && life.compareTo(min) < 0) {
            throw new Refusal.IntervalTooBrief(min);
        }
        return life.compareTo(max) > 0 ? max : life;
    }
}
