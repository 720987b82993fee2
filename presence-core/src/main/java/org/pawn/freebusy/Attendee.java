package org.pawn.freebusy;

import org.pawn.address.AddressOfRecord;

/**
 * Somebody who shall come to a meeting, with as much of their time as may be known to whoever asks.
 *
 * @param time over all of the time in which the meeting is looked for
 */
public record Attendee(AddressOfRecord person, Role role, FreeBusy time) {
    /** Whether the meeting needs the person. */
    public enum Role {
        REQUIRED,
        OPTIONAL
    }

    /** Whether the calendar says anything that can be believed. */
    public boolean isKnown() {
        return time.coverage() == Coverage.KNOWN;
    }
}
