package org.pawn.sdk.recognize;

import java.net.URI;

/**
 * Something that can be done about what a {@link Recognizer} found. A plug-in brings one by
 * {@link java.util.ServiceLoader}, named in {@code META-INF/services/org.pawn.sdk.recognize.Action}. It is called from
 * many threads at once.
 */
public interface Action {
    /** Whether it can do anything with this. */
    boolean suits(Span span);

    /** The line of the menu. */
    String label(Span span);

    /**
     * Where the line leads: {@code https}, {@code mailto}, {@code sip}, {@code im} or {@code tel}. Whoever shows it opens
     * no other scheme.
     */
    URI target(Span span);
}
