package org.pawn.pidf;

import java.util.Set;

/**
 * One RPID activity as written (RFC 4480 section 3.2).
 *
 * @param name the element's local name, {@code on-the-phone}; always one of the RFC's
 * @param text what {@code other} says; empty for all others
 */
public record RpidActivity(String name, String text) {
    /** The activity whose text says what it is. */
    public static final String OTHER = "other";

    private static final Set<String> NAMES = Set.of(
            "appointment",
            "away",
            "breakfast",
            "busy",
            "dinner",
            "holiday",
            "in-transit",
            "looking-for-work",
            "meal",
            "meeting",
            "on-the-phone",
            OTHER,
            "performance",
            "permanent-absence",
            "playing",
            "presentation",
            "shopping",
            "sleeping",
            "spectator",
            "steering",
            "travel",
            "tv",
            "unknown",
            "vacation",
            "working",
            "worship");

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
