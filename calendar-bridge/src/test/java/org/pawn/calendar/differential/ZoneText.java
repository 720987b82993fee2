package org.pawn.calendar.differential;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/** A zone as a VTIMEZONE that says each transition on its own, so that nobody has to know the zone by name. */
final class ZoneText {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");

    private ZoneText() {}

    static List<String> of(ZoneId zone, Instant from, Instant to) {
        ZoneRules rules = zone.getRules();
        List<String> lines = new ArrayList<>(List.of("BEGIN:VTIMEZONE", "TZID:" + zone.getId()));
        ZoneOffset first = rules.getOffset(from);
        lines.addAll(observance(rules.isDaylightSavings(from), LocalDateTime.ofInstant(from, first), first, first));
        ZoneOffsetTransition next = rules.nextTransition(from);
        while (next != null && next.getInstant().isBefore(to)) {
            lines.addAll(observance(
                    rules.isDaylightSavings(next.getInstant()),
                    next.getDateTimeBefore(),
                    next.getOffsetBefore(),
                    next.getOffsetAfter()));
            next = rules.nextTransition(next.getInstant());
        }
        lines.add("END:VTIMEZONE");
        return lines;
    }

    private static List<String> observance(boolean daylight, LocalDateTime at, ZoneOffset before, ZoneOffset after) {
        String kind = daylight ? "DAYLIGHT" : "STANDARD";
        return List.of(
                "BEGIN:" + kind,
                "DTSTART:" + LOCAL.format(at),
                "TZOFFSETFROM:" + offset(before),
                "TZOFFSETTO:" + offset(after),
                "END:" + kind);
    }

    private static String offset(ZoneOffset offset) {
        Duration time = Duration.ofSeconds(Math.abs(offset.getTotalSeconds()));
        String sign = offset.getTotalSeconds() < 0 ? "-" : "+";
        return sign + "%02d%02d".formatted(time.toHours(), time.toMinutesPart());
    }
}
