package org.pawn.rest.calendar;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.pawn.address.AddressOfRecord;
import org.pawn.freebusy.FreeBusy;
import org.pawn.rest.http.Versions;

/**
 * Busy time as VFREEBUSY (RFC 5545 section 3.6.4). What is not known is written as a type that readers do not know,
 * which they must take as busy (section 3.2.9): unknown never reads as free.
 */
final class FreeBusyText {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int MAX_OCTETS = 75;

    private final StringBuilder out = new StringBuilder(512);

    private FreeBusyText() {}

    static byte[] of(AddressOfRecord person, FreeBusy time, Instant now) {
        FreeBusyText text = new FreeBusyText();
        text.line("BEGIN:VCALENDAR");
        text.line("VERSION:2.0");
        text.line("PRODID:-//Pawn//Pawn Presence//EN");
        text.line("BEGIN:VFREEBUSY");
        text.line("UID:" + Versions.of(person + " " + time.from() + " " + time.to()));
        text.line("DTSTAMP:" + UTC.format(now));
        text.line("ORGANIZER:mailto:" + person);
        text.line("DTSTART:" + UTC.format(time.from()));
        text.line("DTEND:" + UTC.format(time.to()));
        time.busy().forEach(busy -> text.span(BusyJson.label(busy.type()), busy.start(), busy.end()));
        time.unknown().forEach(span -> text.span("X-UNKNOWN", span.start(), span.end()));
        text.line("X-PAWN-COVERAGE:" + BusyJson.label(time.coverage()));
        text.line("END:VFREEBUSY");
        text.line("END:VCALENDAR");
        return text.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void span(String type, Instant start, Instant end) {
        line("FREEBUSY;FBTYPE=" + type + ":" + UTC.format(start) + "/" + UTC.format(end));
    }

    /** Folded at 75 octets (section 3.1). */
    private void line(String content) {
        int octets = 0;
        for (int i = 0; i < content.length(); ) {
            int point = content.codePointAt(i);
            int size = new String(Character.toChars(point)).getBytes(StandardCharsets.UTF_8).length;
            if (octets + size > MAX_OCTETS) {
                out.append("\r\n ");
                octets = 1;
            }
            out.appendCodePoint(point);
            octets += size;
            i += Character.charCount(point);
        }
        out.append("\r\n");
    }
}
