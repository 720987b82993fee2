package org.pawn.freebusy;

import java.time.Instant;
import java.util.Optional;
import org.pawn.address.AddressOfRecord;

/**
 * Whether a person can be had for a span.
 *
 * @param nextFree the earliest start, not before the one asked for, at which the whole length is free within working
 *     hours; empty when not known or not within two weeks
 */
public record AvailabilityAnswer(AddressOfRecord person, State state, Optional<Instant> nextFree) {
    public enum State {
        FREE,
        TENTATIVE,
        BUSY,
        /** Never "free": there is no calendar, or none to be believed. */
        UNKNOWN
    }
}
