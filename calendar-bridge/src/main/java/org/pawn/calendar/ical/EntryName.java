package org.pawn.calendar.ical;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.CalendarProblem;

/**
 * A calendar that was read from a calendar server's entries, one VCALENDAR each, names them by properties of our own, so
 * that what is left out can be told by the entry.
 */
public final class EntryName {
    /** The entry's path. */
    public static final String PROPERTY = "X-PAWN-HREF";

    /** What was left out of the entry when it was fetched: a component's name or {@code ENTRY}, a space, and why. */
    public static final String LEFT_OUT = "X-PAWN-LEFT-OUT";

    /** Stands for the whole of it. */
    public static final String ENTRY = "ENTRY";

    /** The first property of a copy that is made of entries. */
    public static final String MADE_OF_ENTRIES = "X-PAWN-CALDAV";

    private static final byte[] START =
            ("BEGIN:VCALENDAR\r\n" + MADE_OF_ENTRIES + ":").getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_NAME = 128;

    private final NavigableMap<Integer, String> names = new TreeMap<>(); // by the line where each begins
    private final List<CalendarProblem> problems;

    /** For one calendar, the problems of which are gathered in that list. */
    EntryName(List<CalendarProblem> problems) {
        this.problems = problems;
    }

    /** Whether these are the entries of a calendar server, as they are kept. */
    public static boolean isUsedIn(CalendarBytes calendar) {
        return Arrays.equals(START, calendar.start(START.length));
    }

    /** Whether the VCALENDAR is one of them. */
    static boolean isIn(IcalComponent calendar) {
        return calendar.first(PROPERTY).isPresent();
    }

    /** Remembers whose VCALENDAR it is, and adds what was left out when it was fetched. */
    void note(IcalComponent calendar) {
        calendar.text(PROPERTY).ifPresent(path -> names.put(calendar.line(), last(path)));
        for (ContentLine line : calendar.all(LEFT_OUT)) {
            String[] parts = line.value().split(" ", 2);
            String component = parts[0].equals(ENTRY) ? "" : parts[0];
            if (problems.size() < IcalReader.MAX_PROBLEMS) {
                problems.add(new CalendarProblem(line.number(), component, parts[parts.length - 1]));
            }
        }
    }

    /** Says of each problem in which entry it is; call it when the calendar was read to its end. */
    void tell() {
        problems.replaceAll(problem -> {
            Map.Entry<Integer, String> entry = names.floorEntry(problem.line());
            return entry == null ? problem : problem.in(entry.getValue());
        });
    }

    private static String last(String path) {
        String name = path.replaceFirst("/+$", "").replaceFirst(".*/", "");
        return name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name;
    }
}
