package org.pawn.sdk;

import java.util.Arrays;
import java.util.Optional;

/** How much of people a viewer sees, each level more than the one before. */
public enum Level {
    EXTERNAL("External"),
    COMPANY("Company"),
    TEAM("Team"),
    PERSONAL("Personal");

    private final String word;

    Level(String word) {
        this.word = word;
    }

    /** The word of the wire, {@code Company}. */
    public String word() {
        return word;
    }

    /** Reads a word of the wire, in any letter case; empty for one that is not known here. */
    public static Optional<Level> of(String word) {
        return Arrays.stream(values())
                .filter(each -> each.word.equalsIgnoreCase(word))
                .findFirst();
    }
}
