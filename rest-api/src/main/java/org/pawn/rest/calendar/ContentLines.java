package org.pawn.rest.calendar;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Writes iCalendar: lines that end in CRLF and are folded at 75 octets (RFC 5545 section 3.1). */
final class ContentLines {
    static final String PRODUCT = "-//Pawn//Pawn Presence//EN";

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int MAX_OCTETS = 75;

    private final StringBuilder out = new StringBuilder(512);

    /** Opens a VCALENDAR. */
    ContentLines begin() {
        return line("BEGIN:VCALENDAR").line("VERSION:2.0").line("PRODID:" + PRODUCT);
    }

    /** One line; a control character cannot stand in one, so none can be smuggled in. */
    ContentLines line(String content) {
        int octets = 0;
        for (int i = 0; i < content.length(); ) {
            int point = content.codePointAt(i);
            i += Character.charCount(point);
            if (Character.isISOControl(point)) {
                continue;
            }
            int size = size(point);
            if (octets + size > MAX_OCTETS) {
                out.append("\r\n ");
                octets = 1;
            }
            out.appendCodePoint(point);
            octets += size;
        }
        out.append("\r\n");
        return this;
    }

    private static int size(int point) {
        return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    }

    byte[] toByteArray() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A start: whole seconds, never later than it is. */
    static String start(Instant instant) {
        return UTC.format(instant);
    }

    /** An end: whole seconds, never earlier than it is. */
    static String end(Instant instant) {
        Instant floor = instant.truncatedTo(ChronoUnit.SECONDS);
        return UTC.format(floor.equals(instant) ? floor : floor.plusSeconds(1));
    }
}
