package org.pawn.sdk.recognize;

import java.util.List;

/**
 * Finds things of one kind in a text. A plug-in brings one by {@link java.util.ServiceLoader}: a public class with a
 * public constructor without parameters, named in {@code META-INF/services/org.pawn.sdk.recognize.Recognizer}. It is
 * called from many threads at once, with text of any size and origin.
 */
@FunctionalInterface
public interface Recognizer {
    /** What it finds, in order of their starts, none overlapping another; an empty list for nothing. */
    List<Span> recognize(String text);
}
