package org.pawn.calendar.caldav;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.pawn.calendar.ical.EntryName;
import org.pawn.calendar.ical.ReducedCalendar;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.refusal.Refusal;

/**
 * One entry of a collection as it was read last.
 *
 * @param href as the server writes it
 * @param tag its entity tag; {@link #NO_TAG} where the server gives none, empty where it must be asked for again
 * @param text what stands for it in the copy: one or more VCALENDARs that say whose they are
 */
record Entry(String href, String tag, CalendarBytes text) {
    static final String TAG = "X-PAWN-ETAG";

    /** Never equals a tag that a server gives. */
    static final String NO_TAG = "none";

    /** What was fetched, reduced; what cannot be read is left out and says so. */
    static Entry read(String href, String shortHref, String tag, CalendarBytes content) {
        try {
            return new Entry(href, tag, bytes(ReducedCalendar.of(content, firstLines(shortHref, tag))));
        } catch (Refusal unreadable) {
            return leftOut(href, shortHref, tag, unreadable.getMessage());
        }
    }

    /** Counts for nothing, and says why. */
    static Entry leftOut(String href, String shortHref, String tag, String reason) {
        return new Entry(
                href,
                tag,
                bytes("BEGIN:VCALENDAR\r\n" + String.join("\r\n", firstLines(shortHref, tag)) + "\r\n"
                        + EntryName.LEFT_OUT + ":" + EntryName.ENTRY + " " + reason + "\r\nEND:VCALENDAR\r\n"));
    }

    private static List<String> firstLines(String shortHref, String tag) {
        return List.of(EntryName.PROPERTY + ":" + shortHref, TAG + ":" + tag);
    }

    private static CalendarBytes bytes(String text) {
        return CalendarBytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether it was read in that state. */
    boolean isAt(String otherTag) {
        return !tag.isEmpty() && tag.equals(otherTag);
    }
}
