package org.pawn.rest.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The language that a reader asked for, of those that our sentences are written in (RFC 9110 section 12.5.4). */
public final class Language {
    private static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.GERMAN);

    private Language() {}

    /** The best of {@code Accept-Language}; English where it names none of ours, or makes no sense. */
    public static Locale of(Context ctx) {
        String asked = ctx.header("Accept-Language");
        if (asked == null) {
            return Locale.ENGLISH;
        }
        try {
            return Optional.ofNullable(Locale.lookup(Locale.LanguageRange.parse(asked), SPOKEN))
                    .orElse(Locale.ENGLISH);
        } catch (IllegalArgumentException malformed) {
            return Locale.ENGLISH;
        }
    }
}
