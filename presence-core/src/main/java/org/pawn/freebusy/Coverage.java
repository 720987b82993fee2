package org.pawn.freebusy;

/** How much the answer can be trusted: nothing is free unless it is {@link #KNOWN}. */
public enum Coverage {
    KNOWN,
    /** A feed of this person could not be refreshed for a day. */
    STALE,
    /** The person has no calendar that counts. */
    NONE,
    /** The viewer may not see it. */
    HIDDEN
}
