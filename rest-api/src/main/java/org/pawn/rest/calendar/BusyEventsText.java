package org.pawn.rest.calendar;

import java.time.Instant;
import java.util.List;
import org.pawn.address.AddressOfRecord;
import org.pawn.rest.http.Versions;

/**
 * Busy time as events without a title, for programs that subscribe to a calendar and show no VFREEBUSY in it: Thunderbird,
 * and Outlook's internet calendars.
 */
final class BusyEventsText {
    private BusyEventsText() {}

    static byte[] of(AddressOfRecord person, List<TakenTime> taken, Instant now) {
        ContentLines text = new ContentLines()
                .begin()
                .line("X-WR-CALNAME:Busy time of " + person)
                .line("REFRESH-INTERVAL;VALUE=DURATION:PT15M")
                .line("X-PUBLISHED-TTL:PT15M");
        for (TakenTime one : taken) {
            text.line("BEGIN:VEVENT")
                    .line("UID:" + Versions.of(person + " " + one))
                    .line("DTSTAMP:" + ContentLines.start(now))
                    .line("DTSTART:" + ContentLines.start(one.start()))
                    .line("DTEND:" + ContentLines.end(one.end()))
                    .line("SUMMARY:" + words(one))
                    .line("TRANSP:OPAQUE")
                    .line("X-MICROSOFT-CDO-BUSYSTATUS:" + outlookStatus(one))
                    .line("END:VEVENT");
        }
        return text.line("END:VCALENDAR").toByteArray();
    }

    private static String words(TakenTime taken) {
        return switch (taken.type()) {
            case "BUSY-TENTATIVE" -> "Tentative";
            case "BUSY-UNAVAILABLE" -> "Away";
            case TakenTime.UNKNOWN -> "Not known";
            default -> "Busy";
        };
    }

    /** MS-OXCICAL has no word for "not known"; busy is what does no harm. */
    private static String outlookStatus(TakenTime taken) {
        return switch (taken.type()) {
            case "BUSY-TENTATIVE" -> "TENTATIVE";
            case "BUSY-UNAVAILABLE" -> "OOF";
            default -> "BUSY";
        };
    }
}
