package org.pawn.rest.calendar;

import java.time.Instant;
import org.pawn.address.AddressOfRecord;
import org.pawn.freebusy.FreeBusy;
import org.pawn.rest.http.Versions;

/** Busy time as a published VFREEBUSY (RFC 5545 section 3.6.4, RFC 5546 section 3.3.1): spans and their types, no more. */
final class FreeBusyText {
    private FreeBusyText() {}

    /** @param what names what is published: the same again replaces it at whoever keeps it */
    static byte[] published(AddressOfRecord person, String what, FreeBusy time, Instant now) {
        ContentLines text = new ContentLines()
                .begin()
                .line("METHOD:PUBLISH")
                .line("BEGIN:VFREEBUSY")
                .line("UID:" + Versions.of(person + " " + what))
                .line("DTSTAMP:" + ContentLines.start(now))
                .line("ORGANIZER:" + mailto(person));
        addTime(text, time);
        return text.line("END:VFREEBUSY").line("END:VCALENDAR").toByteArray();
    }

    /** The window, what is taken in it, and how much is known of it. */
    static void addTime(ContentLines text, FreeBusy time) {
        text.line("DTSTART:" + ContentLines.start(time.from())).line("DTEND:" + ContentLines.end(time.to()));
        for (TakenTime taken : TakenTime.of(time)) {
            text.line("FREEBUSY;FBTYPE=" + taken.type() + ":" + ContentLines.start(taken.start()) + "/"
                    + ContentLines.end(taken.end()));
        }
        text.line("X-PAWN-COVERAGE:" + BusyJson.label(time.coverage()));
    }

    static String mailto(AddressOfRecord person) {
        return "mailto:" + person.sipUri().substring("sip:".length()); // the same escapes
    }
}
