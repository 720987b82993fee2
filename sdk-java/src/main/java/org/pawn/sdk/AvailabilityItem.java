package org.pawn.sdk;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Whether one of the people that were asked for is free for the whole span.
 *
 * @param requested the address as you wrote it
 * @param address the bare address; empty with a problem
 * @param nextFree the start of the next gap of that length; empty when not known
 * @param problem why nothing can be told; then {@code state} is {@link State#UNKNOWN}
 */
public record AvailabilityItem(
        String requested,
        Optional<String> address,
        State state,
        Optional<Instant> nextFree,
        Optional<Problem> problem) {

    /** A word that is not known here reads as {@link #UNKNOWN}, which is never "free". */
    public enum State {
        FREE,
        TENTATIVE,
        BUSY,
        UNKNOWN;

        /** Reads {@code free}. */
        public static State of(String word) {
            return Arrays.stream(values())
                    .filter(each -> each.name().equalsIgnoreCase(word))
                    .findFirst()
                    .orElse(UNKNOWN);
        }
    }
}
