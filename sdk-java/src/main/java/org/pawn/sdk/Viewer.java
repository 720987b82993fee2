package org.pawn.sdk;

import java.util.Arrays;

/**
 * Somebody who looks at a person.
 *
 * @param name a person's address, or what the application, guest or administrator is called; other people's making
 */
public record Viewer(Kind kind, String name) {
    /** Open: a word that is not known here reads as {@link #UNKNOWN}. */
    public enum Kind {
        PERSON,
        APPLICATION,
        GUEST,
        ADMINISTRATOR,
        UNKNOWN;

        /** Reads {@code person}. */
        public static Kind of(String word) {
            return Arrays.stream(values())
                    .filter(each -> each.name().equalsIgnoreCase(word))
                    .findFirst()
                    .orElse(UNKNOWN);
        }
    }
}
