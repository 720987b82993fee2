package org.pawn.sdk;

import java.time.Instant;
import java.util.Optional;

/**
 * What a person says in their own words.
 *
 * @param text at most 1,024 characters; untrusted, so escape it wherever you show it
 * @param lang a BCP 47 tag, {@code en}
 * @param until when it goes away by itself; empty for never, or not told
 */
public record Note(String text, Optional<String> lang, Optional<Instant> until) {
    /** A note that stays, in no language in particular. */
    public static Note of(String text) {
        return new Note(text, Optional.empty(), Optional.empty());
    }
}
