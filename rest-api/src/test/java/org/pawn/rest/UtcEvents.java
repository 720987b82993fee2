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

/**
 * Reads lines {@code BUSY START END}, {@code BUSY_TENTATIVE START END} and so on, {@code HOURS START END} and
 * {@code UNKNOWN START END}: what a calendar says, without iCalendar, which is another module's.
 */
final class UtcEvents implements CalendarExpander {
    @Override
    public CalendarExpansion expand(CalendarBytes calendar, CalendarOwner owner, TimeSpan window) {
        List<BusyInterval> busy = new ArrayList<>();
        List<TimeSpan> hours = new ArrayList<>();
        List<TimeSpan> unknown = new ArrayList<>();
        String text = new String(calendar.toByteArray(), StandardCharsets.UTF_8);
        if (!text.startsWith("BEGIN:VCALENDAR")) {
            throw new Refusal.UnsupportedContent(List.of("text/calendar"));
        }
        for (String line : text.split("\r\n")) {
            String[] parts = line.split(" ");
            if (parts.length < 3) {
                continue;
            }
            TimeSpan span = new TimeSpan(Instant.parse(parts[1]), Instant.parse(parts[2]));
            switch (parts[0]) {
                case "HOURS" -> span.intersection(window).ifPresent(hours::add);
                case "UNKNOWN" -> span.intersection(window).ifPresent(unknown::add);
                default ->
                    new BusyInterval(span.start(), span.end(), BusyType.valueOf(parts[0]))
                            .within(window)
                            .ifPresent(busy::add);
            }
        }
        List<TimeSpan> stated = hours.isEmpty() ? List.of() : List.of(window);
        return new CalendarExpansion(
                List.of(), busy, hours, stated, unknown, true, busy.size(), Optional.empty(), List.of());
    }
}
