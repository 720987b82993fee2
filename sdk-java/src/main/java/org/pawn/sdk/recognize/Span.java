package org.pawn.sdk.recognize;

import java.util.Comparator;

/**
 * A part of a text that a {@link Recognizer} found; half-open.
 *
 * @param start inclusive, in UTF-16 code units, as {@link String#substring} counts
 * @param end exclusive
 * @param kind {@link #PERSON}, {@link #PEOPLE}, or a word of the recognizer's own, by which actions know it
 * @param value what it stands for: of a person the bare address
 */
public record Span(int start, int end, String kind, String value) {
    /** One person; the value is their address. */
    public static final String PERSON = "person";

    /** A name that several people bear; the value is their addresses with a blank between. */
    public static final String PEOPLE = "people";

    /** The longest first, and of equally long ones the one that starts first. */
    static final Comparator<Span> LONGEST_FIRST =
            Comparator.comparingInt(Span::length).reversed().thenComparingInt(Span::start);

    public Span {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("a span starts within its text and is not empty: " + start + " " + end);
        }
    }

    /** How many UTF-16 code units. */
    public int length() {
        return end - start;
    }

    /** The words of the text. */
    public String in(String text) {
        return text.substring(start, end);
    }

    /** Whether the two share a place. */
    public boolean overlaps(Span other) {
        return start < other.end && other.start < end;
    }
}
