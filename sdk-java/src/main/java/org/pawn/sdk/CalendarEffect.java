package org.pawn.sdk;

import java.util.Arrays;

/** What a calendar does to its owner's presence and busy time; a word that is not known here reads as {@link #BUSY}. */
public enum CalendarEffect {
    /** Its events count. */
    BUSY("busy"),
    /** It says when its owner works. */
    WORKING_HOURS("workingHours"),
    /** It is kept, and counts for nothing. */
    IGNORE("ignore");

    private final String word;

    CalendarEffect(String word) {
        this.word = word;
    }

    /** Reads {@code workingHours}. */
    public static CalendarEffect of(String word) {
        return Arrays.stream(values())
                .filter(each -> each.word.equals(word))
                .findFirst()
                .orElse(BUSY);
    }

    /** The word of the wire, {@code workingHours}. */
    public String word() {
        return word;
    }
}
