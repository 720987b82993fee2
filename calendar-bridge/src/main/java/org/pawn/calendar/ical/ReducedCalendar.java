package org.pawn.calendar.ical;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.CalendarProblem;

/**
 * One entry of a calendar server, reduced to what is read at all: most of it, and what says most of its owner, is never
 * kept. It reads as the whole entry would.
 */
public final class ReducedCalendar {
    private static final Set<String> KEPT = Set.of("VEVENT", "VFREEBUSY", "VAVAILABILITY", "AVAILABLE");
    private static final String ZONE = "VTIMEZONE";
    private static final int MAX_LEFT_OUT = 10; // of one entry

    /** Of one file or feed, not of one entry. */
    private static final Set<String> OF_FEEDS = Set.of("REFRESH-INTERVAL", "X-PUBLISHED-TTL");

    /** Busy time is made anew whenever it is asked for. */
    private static final Set<String> OF_THE_ASKING = Set.of("DTSTAMP", "UID");

    private final StringBuilder text = new StringBuilder();

    private ReducedCalendar() {}

    /** Differs when more is read than by the version that reduced a calendar: then it must be fetched anew. */
    public static String version() {
        return Integer.toHexString(
                String.join(" ", new TreeSet<>(IcalReader.propertiesRead())).hashCode());
    }

    /**
     * The entry's text, each VCALENDAR beginning with the given lines.
     *
     * @throws org.pawn.refusal.Refusal if it is no iCalendar, or cut off
     */
    public static String of(CalendarBytes entry, List<String> firstLines) {
        List<CalendarProblem> problems = new ArrayList<>();
        ReducedCalendar reduced = new ReducedCalendar();
        for (IcalComponent calendar : IcalReader.read(entry, problems)) {
            reduced.line("BEGIN:VCALENDAR");
            firstLines.forEach(reduced::line);
            problems.stream()
                    .limit(MAX_LEFT_OUT)
                    .forEach(problem -> reduced.line(EntryName.LEFT_OUT + ":"
                            + (problem.component().isEmpty() ? EntryName.ENTRY : problem.component()) + " "
                            + problem.reason()));
            problems.clear();
            reduced.content(calendar);
            reduced.line("END:VCALENDAR");
        }
        return reduced.text.toString();
    }

    private void content(IcalComponent component) {
        for (ContentLine property : component.properties()) {
            boolean isDropped = property.name().startsWith("X-PAWN-")
                    || OF_FEEDS.contains(property.name())
                    || component.name().equals("VFREEBUSY") && OF_THE_ASKING.contains(property.name());
            if (!isDropped) {
                line(written(property));
            }
        }
        for (IcalComponent child : component.children()) {
            if (KEPT.contains(child.name())
                    || isForeignZone(child)
                    || component.name().equals(ZONE)) {
                line("BEGIN:" + child.name());
                content(child);
                line("END:" + child.name());
            }
        }
    }

    /** Zones that have an IANA name follow the JDK's rules, whatever the entry says of them. */
    private static boolean isForeignZone(IcalComponent component) {
        return component.name().equals(ZONE)
                && component.text("TZID").filter(id -> !Zones.isIana(id)).isPresent();
    }

    private static String written(ContentLine property) {
        StringBuilder written = new StringBuilder(property.name());
        for (Map.Entry<String, String> parameter : new TreeMap<>(property.parameters()).entrySet()) {
            written.append(';')
                    .append(parameter.getKey())
                    .append("=\"")
                    .append(parameter.getValue().replace("\"", ""))
                    .append('"');
        }
        return written.append(':').append(property.value()).toString();
    }

    private void line(String content) {
        text.append(content).append("\r\n");
    }
}
