package org.pawn.pidf;

import java.util.Set;
import org.pawn.vocabulary.Vocabulary;

/**
 * One RPID activity as written (RFC 4480 section 3.2).
 *
 * @param name the element's local name, {@code on-the-phone}; always one of the RFC's
 * @param text what {@code other} says; empty for all others
 */
public record RpidActivity(String name, String text) {
    /** The activity whose text says what it is. */
    public static final String OTHER = "other";

    private static final Set<String> NAMES = Vocabulary.rpid().keySet();

    public RpidActivity {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("not an RPID activity: " + name);
        }
    }

    public static RpidActivity named(String name) {
        return new RpidActivity(name, "");
    }

    public static RpidActivity other(String text) {
        return new RpidActivity(OTHER, text);
    }

    /** The activity of that element; a name that the RFC does not have becomes {@code other} with the name as its text. */
    static RpidActivity of(String element, String text) {
        if (!NAMES.contains(element)) {
            return other(element.replace('-', ' '));
        }
        return element.equals(OTHER) ? other(text) : named(element);
    }

    /** All names of the RFC, {@code other} and {@code unknown} among them. */
    static Set<String> names() {
        return NAMES;
    }
}
