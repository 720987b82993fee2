package org.pawn.presence;

import java.util.Optional;

/**
 * A person's own words beside their state (RFC 3863 section 4.1.6).
 *
 * @param text 1 to 1024 characters
 * @param lang a language tag (BCP 47), if the source gave one
 */
public record Note(String text, Optional<String> lang) {
    public static final int MAX_TEXT = 1024;

    public Note {
        if (text.isBlank() || text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("a note has 1 to " + MAX_TEXT + " characters");
        }
        if (lang.isPresent() && !lang.get().matches("[A-Za-z0-9-]{1,35}")) {
            throw new IllegalArgumentException("not a language tag");
        }
    }

    public static Note of(String text) {
        return new Note(text, Optional.empty());
    }
}
