package org.pawn.sdk;

import java.util.Map;
import java.util.Optional;

/**
 * Why something was refused (RFC 9457).
 *
 * @param type a stable URI, {@code urn:pawn:problem:not-found}; {@code urn:pawn:sdk:…} for what the SDK itself found
 * @param title the type in a few words
 * @param status the HTTP status; 0 when the server did not answer
 * @param detail for people; do not parse it
 * @param facts further members as text, such as {@code minimumSeconds}
 */
public record Problem(String type, String title, int status, Optional<String> detail, Map<String, String> facts) {
    public Problem {
        facts = Map.copyOf(facts);
    }

    /** The last word of the type, {@code not-found}. */
    public String name() {
        return type.substring(Math.max(type.lastIndexOf(':'), type.lastIndexOf('/')) + 1);
    }

    /** The detail, or else the title: one line for a person. */
    public String text() {
        return detail.orElse(title);
    }
}
