package org.pawn.rest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.FreeBusyRequest;
import org.pawn.freebusy.FreeBusyRequestReader;
import org.pawn.freebusy.TimeSpan;
import org.pawn.refusal.Refusal;

/** Reads {@code REQUEST UID ORGANIZER START END ATTENDEE...}: a question without iCalendar, which is another module's. */
final class PlainRequests implements FreeBusyRequestReader {
    @Override
    public FreeBusyRequest read(CalendarBytes message) {
        String[] words = new String(message.toByteArray(), StandardCharsets.UTF_8).split(" ");
        if (words.length < 6 || !words[0].equals("REQUEST")) {
            throw new Refusal.Invalid("message", "This is no request.");
        }
        List<String> attendees = new ArrayList<>(List.of(words).subList(5, words.length));
        return new FreeBusyRequest(
                words[1], words[2], attendees, new TimeSpan(Instant.parse(words[3]), Instant.parse(words[4])));
    }
}
