package org.pawn.freebusy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A calendar as it was received; immutable. */
public final class CalendarBytes {
    private final byte[] bytes;

    private CalendarBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    public static CalendarBytes of(byte[] bytes) {
        return new CalendarBytes(bytes.clone());
    }

    public static CalendarBytes of(String text) {
        return new CalendarBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public int size() {
        return bytes.length;
    }

    public byte[] toByteArray() {
        return bytes.clone();
    }

    /** The first {@code length} bytes, or all where there are fewer. */
    public byte[] start(int length) {
        return Arrays.copyOf(bytes, Math.min(length, bytes.length));
    }

    /** Reads the bytes without copying them. */
    public InputStream stream() {
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CalendarBytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The size alone: calendars are private. */
    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
