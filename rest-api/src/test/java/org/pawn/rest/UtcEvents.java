package org.pawn.rest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pawn.freebusy.BusyInterval;
import org.pawn.freebusy.BusyType;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.CalendarExpander;
import org.pawn.freebusy.CalendarExpansion;
import org.pawn.freebusy.CalendarOwner;
import org.pawn.freebusy.TimeSpan;
import org.pawn.refusal.Refusal;

/** Reads lines {@code BUSY START END}: what a calendar says, without iCalendar, which is another module's. */
final class UtcEvents implements CalendarExpander {
    @Override
    public CalendarExpansion expand(CalendarBytes calendar, CalendarOwner owner, TimeSpan window) {
        List<BusyInterval> busy = new ArrayList<>();
        String text = new String(calendar.toByteArray(), StandardCharsets.UTF_8);
        if (!text.startsWith("BEGIN:VCALENDAR")) {
            throw new Refusal.UnsupportedContent(List.of("text/calendar"));
        }
        for (String line : text.split("\r\n")) {
            if (line.startsWith("BUSY ")) {
                String[] parts = line.split(" ");
                busy.add(new BusyInterval(Instant.parse(parts[1]), Instant.parse(parts[2]), BusyType.BUSY));
            }
        }
        return new CalendarExpansion(
                List.of(), busy, List.of(), List.of(), List.of(), true, busy.size(), Optional.empty(), List.of());
    }
}
