package org.pawn.calendar.ical;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.pawn.freebusy.BusyInterval;
import org.pawn.freebusy.BusyType;
import org.pawn.freebusy.TimeSpan;

/** Reads a VFREEBUSY: its periods and the span that it speaks of (RFC 5545 sections 3.6.4, 3.8.2.6). */
final class FreeBusyReader {
    /** The type with which our own server writes what it does not know; to every other reader it is BUSY. */
    private static final String UNKNOWN = "X-UNKNOWN";

    private static final String FREE = "FREE";

    /**
     * What one component says.
     *
     * @param spoken what it speaks of: from DTSTART to DTEND, or what its periods span; the periods alone where one of
     *     them cannot be read
     * @param unknown what it says it does not know
     */
    record Reading(List<TimeSpan> spoken, List<BusyInterval> busy, List<TimeSpan> unknown) {}

    private final Zones zones;
    private final BiConsumer<ContentLine, String> problems;
    private final List<BusyInterval> busy = new ArrayList<>();
    private final List<TimeSpan> unknown = new ArrayList<>();
    private final List<TimeSpan> all = new ArrayList<>();

    FreeBusyReader(Zones zones, BiConsumer<ContentLine, String> problems) {
        this.zones = zones;
        this.problems = problems;
    }

    /** Once for each reader. */
    Reading read(IcalComponent component) {
        boolean isWhole = true;
        for (ContentLine line : component.all("FREEBUSY")) {
            String type = line.parameter("FBTYPE").orElse("BUSY").toUpperCase(Locale.ROOT);
            for (String period : line.value().split(",")) {
                try {
                    span(period.strip(), line).ifPresent(span -> add(type, span));
                } catch (BrokenComponent broken) {
                    isWhole = false;
                    problems.accept(line, broken.reason());
                }
            }
        }
        List<TimeSpan> spoken = isWhole ? bounds(component).stream().toList() : all;
        return new Reading(List.copyOf(spoken), List.copyOf(busy), List.copyOf(unknown));
    }

    private void add(String type, TimeSpan span) {
        all.add(span);
        if (type.equals(UNKNOWN)) {
            unknown.add(span);
        } else if (!type.equals(FREE)) {
            busy.add(new BusyInterval(span.start(), span.end(), type(type)));
        }
    }

    /** A type that is not known is to be treated as BUSY (RFC 5545 section 3.2.9). */
    private static BusyType type(String text) {
        return switch (text) {
            case "BUSY-TENTATIVE" -> BusyType.BUSY_TENTATIVE;
            case "BUSY-UNAVAILABLE" -> BusyType.BUSY_UNAVAILABLE;
            default -> BusyType.BUSY;
        };
    }

    private Optional<TimeSpan> bounds(IcalComponent component) {
        Optional<Instant> start =
                time(component, "DTSTART").or(() -> extreme(TimeSpan::start, Comparator.reverseOrder()));
        Optional<Instant> end = time(component, "DTEND").or(() -> extreme(TimeSpan::end, Comparator.naturalOrder()));
        return start.flatMap(from -> end.filter(from::isBefore).map(to -> new TimeSpan(from, to)));
    }

    private Optional<Instant> extreme(Function<TimeSpan, Instant> edge, Comparator<Instant> order) {
        return all.stream().map(edge).max(order);
    }

    private Optional<Instant> time(IcalComponent component, String name) {
        return component.first(name).map(line -> IcalTime.parse(line, zones).instant());
    }

    private Optional<TimeSpan> span(String period, ContentLine line) {
        if (period.isEmpty()) {
            return Optional.empty();
        }
        int slash = period.indexOf('/');
        if (slash < 0) {
            throw new BrokenComponent("FREEBUSY is no period");
        }
        IcalTime start = IcalTime.parse(period.substring(0, slash), line, zones);
        String end = period.substring(slash + 1);
        Extent extent = end.matches("[+-]?[Pp].*")
                ? Extent.parse(end, line)
                : Extent.between(start, IcalTime.parse(end, line, zones), line);
        Instant until = extent.endOf(start);
        return start.instant().isBefore(until) ? Optional.of(new TimeSpan(start.instant(), until)) : Optional.empty();
    }
}
