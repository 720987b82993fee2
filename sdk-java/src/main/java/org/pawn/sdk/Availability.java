package org.pawn.sdk;

import java.util.Arrays;

/**
 * How reachable a person is. The set is open: a server may learn a word that this version of the SDK does not know, and
 * such a word reads as {@link #UNKNOWN}.
 */
public enum Availability {
    AVAILABLE("Available"),
    BUSY("Busy"),
    DO_NOT_DISTURB("DoNotDisturb"),
    BE_RIGHT_BACK("BeRightBack"),
    AWAY("Away"),
    OFFLINE("Offline"),

    /** The server cannot tell, or said a word that we do not know. It never means "offline". */
    UNKNOWN("Unknown");

    private final String word;

    Availability(String word) {
        this.word = word;
    }

    /** The word of the wire, {@code DoNotDisturb}. */
    public String word() {
        return word;
    }

    /** Reads a word of the wire, in any letter case; {@link #UNKNOWN} for one that is not known here. */
    public static Availability of(String word) {
        return Arrays.stream(values())
                .filter(each -> each.word.equalsIgnoreCase(word))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
