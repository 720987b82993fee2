package org.pawn.sdk;

import java.util.List;
import java.util.Optional;

/**
 * When people can meet.
 *
 * @param times the best first
 * @param unknown whoever's time is not known to you; they count as free nowhere
 */
public record MeetingTimes(List<MeetingTime> times, List<Unknown> unknown) {
    public MeetingTimes {
        times = List.copyOf(times);
        unknown = List.copyOf(unknown);
    }

    /**
     * Somebody of whose time nothing is known.
     *
     * @param requested the address as you wrote it
     * @param required whether the meeting needs them
     * @param coverage why nothing is known; {@link FreeBusy.Coverage#NONE} with a problem
     * @param problem why nothing can be told
     */
    public record Unknown(String requested, boolean required, FreeBusy.Coverage coverage, Optional<Problem> problem) {}
}
