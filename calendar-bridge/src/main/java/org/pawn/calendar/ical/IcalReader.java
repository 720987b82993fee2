package org.pawn.calendar.ical;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.CalendarProblem;
import org.pawn.refusal.Refusal;

/**
 * Content lines to components, one VCALENDAR after the other. What is broken is left out and reported; only what is no
 * iCalendar at all, is cut off before its end or passes a limit is refused as a whole. One file each.
 */
final class IcalReader {
    static final int MAX_BYTES = 10 * 1024 * 1024;

    /** Of a calendar server's entries, reduced to what is read. */
    static final int MAX_ENTRIES_BYTES = 26 * 1024 * 1024;

    static final int MAX_CALENDARS = 51_000;
    static final int MAX_COMPONENTS = 50_000; // in one VCALENDAR; only one is held at a time
    static final int MAX_DEPTH = 8;
    static final int MAX_PROBLEMS = 1_000;

    /** Those that stand directly in a VCALENDAR, so that one inside another means a missing END. */
    private static final Set<String> TOP =
            Set.of("VCALENDAR", "VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "VAVAILABILITY");

    /** What any of our readers looks at; the rest of a file is most of it, and is not kept. */
    private static final Set<String> READ = Set.of(
            "ATTENDEE",
            "BUSYTYPE",
            "CLASS",
            "DTEND",
            "DTSTAMP",
            "DTSTART",
            "DURATION",
            "EXDATE",
            "EXRULE",
            "FREEBUSY",
            "METHOD",
            "ORGANIZER",
            "PRIORITY",
            "RDATE",
            "RECURRENCE-ID",
            "REFRESH-INTERVAL",
            "RRULE",
            "SEQUENCE",
            "STATUS",
            "SUMMARY",
            "TRANSP",
            "TZID",
            "TZOFFSETFROM",
            "TZOFFSETTO",
            "UID",
            EntryName.PROPERTY,
            EntryName.LEFT_OUT,
            "X-MICROSOFT-CDO-ALLDAYEVENT",
            "X-MICROSOFT-CDO-BUSYSTATUS",
            "X-PUBLISHED-TTL",
            "X-WR-TIMEZONE");

    private final Consumer<IcalComponent> calendars;
    private final List<CalendarProblem> problems;
    private final Deque<IcalComponent> open = new ArrayDeque<>();
    private int count; // of VCALENDARs
    private int components;
    private int tooDeep;

    private IcalReader(List<CalendarProblem> problems, Consumer<IcalComponent> calendars) {
        this.problems = problems;
        this.calendars = calendars;
    }

    /** The VCALENDARs of the file, in order; problems are added to {@code problems}. */
    static List<IcalComponent> read(CalendarBytes calendar, List<CalendarProblem> problems) {
        List<IcalComponent> calendars = new ArrayList<>();
        read(calendar, problems, calendars::add);
        return calendars;
    }

    /** Hands over each as soon as it is closed; it is not held any longer. A refusal can come after some of them. */
    static void read(CalendarBytes calendar, List<CalendarProblem> problems, Consumer<IcalComponent> calendars) {
        int maxBytes = EntryName.isUsedIn(calendar) ? MAX_ENTRIES_BYTES : MAX_BYTES;
        if (calendar.size() > maxBytes) {
            throw new Refusal.TooLarge(maxBytes);
        }
        new IcalReader(problems, calendars).read(new ContentLines(calendar.toByteArray()));
    }

    /** The names of the properties that are read at all. */
    static Set<String> propertiesRead() {
        return READ;
    }

    private void read(ContentLines lines) {
        for (Optional<ContentLines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            accept(line.get());
        }
        if (!open.isEmpty()) {
            throw cutOff();
        }
        if (count == 0) {
            throw new Refusal.UnsupportedContent(List.of("text/calendar"));
        }
    }

    private static boolean isRead(String name) {
        return READ.contains(name) || name.equals("BEGIN") || name.equals("END");
    }

    private void accept(ContentLines.Line line) {
        Optional<ContentLine> parsed =
                line.text().flatMap(text -> ContentLine.parse(line.number(), text, IcalReader::isRead));
        if (parsed.isEmpty()) {
            if (!open.isEmpty()) {
                problem(line.number(), line.text().isEmpty() ? "a line is too long" : "a line is no content line");
            }
            return;
        }
        ContentLine content = parsed.get();
        switch (content.name()) {
            case "BEGIN" -> begin(content.value().strip().toUpperCase(Locale.ROOT), content.number());
            case "END" -> end(content.value().strip().toUpperCase(Locale.ROOT), content.number());
            default -> {
                if (tooDeep == 0 && !open.isEmpty() && READ.contains(content.name())) {
                    open.peek().add(content);
                }
            }
        }
    }

    private void begin(String name, int line) {
        if (++components > MAX_COMPONENTS) {
            throw new Refusal.Invalid("calendar", "At most " + MAX_COMPONENTS + " components are taken.");
        }
        if (open.isEmpty() && !name.equals("VCALENDAR")) {
            return; // something before or after the calendar
        }
        if (name.equals("VCALENDAR") && !open.isEmpty()) {
            throw cutOff();
        }
        if (TOP.contains(name) && open.stream().anyMatch(IcalReader::isMissingItsEnd)) {
            while (!open.peek().name().equals("VCALENDAR")) {
                dropUnclosed();
            }
            tooDeep = 0;
        }
        if (open.size() >= MAX_DEPTH || tooDeep > 0) {
            if (tooDeep++ == 0) {
                problem(line, name, "it is nested too deep");
            }
            return;
        }
        open.push(new IcalComponent(name, line));
    }

    private static boolean isMissingItsEnd(IcalComponent outer) {
        return TOP.contains(outer.name()) && !outer.name().equals("VCALENDAR");
    }

    private static Refusal.Invalid cutOff() {
        return new Refusal.Invalid("calendar", "The calendar is cut off: its END:VCALENDAR is missing.");
    }

    private void end(String name, int line) {
        if (tooDeep > 0) {
            tooDeep--;
            return;
        }
        if (open.stream().noneMatch(component -> component.name().equals(name))) {
            if (!open.isEmpty()) {
                problem(line, "an END without its BEGIN");
            }
            return;
        }
        while (!open.peek().name().equals(name)) {
            dropUnclosed();
        }
        IcalComponent closed = open.pop();
        if (open.isEmpty()) {
            closed(closed);
        } else {
            open.peek().add(closed);
        }
    }

    private void closed(IcalComponent calendar) {
        if (++count > MAX_CALENDARS) {
            throw new Refusal.Invalid("calendar", "At most " + MAX_CALENDARS + " calendars are taken.");
        }
        components = 0;
        calendars.accept(calendar);
    }

    private void dropUnclosed() {
        IcalComponent cut = open.pop();
        problem(cut.line(), cut.name(), "its END is missing");
    }

    private void problem(int line, String reason) {
        problem(line, open.isEmpty() ? "" : open.peek().name(), reason);
    }

    private void problem(int line, String component, String reason) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(new CalendarProblem(line, component, reason));
        }
    }
}
