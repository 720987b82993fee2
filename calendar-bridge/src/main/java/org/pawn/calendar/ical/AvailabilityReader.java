package org.pawn.calendar.ical;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.pawn.freebusy.BusyType;
import org.pawn.freebusy.CalendarEvent;
import org.pawn.freebusy.TimeSpan;

/** Reads a VAVAILABILITY with its AVAILABLE parts, which recur as events do (RFC 7953 section 3.1). */
final class AvailabilityReader {
    private final Zones zones;
    private final EventReader events;
    private final Budget budget;
    private final BiConsumer<IcalComponent, String> problems;

    AvailabilityReader(Zones zones, EventReader events, Budget budget, BiConsumer<IcalComponent, String> problems) {
        this.zones = zones;
        this.events = events;
        this.budget = budget;
        this.problems = problems;
    }

    /** Empty when it says nothing about the window. */
    Optional<Availability> read(IcalComponent component, TimeSpan window) {
        Optional<IcalTime> start = component.first("DTSTART").map(line -> IcalTime.parse(line, zones));
        Optional<Instant> end = end(component, start);
        Instant from = start.map(IcalTime::instant).orElse(window.start());
        Instant to = end.orElse(window.end());
        if (start.isPresent() && end.isPresent() && !from.isBefore(to)) {
            throw new BrokenComponent("its end does not come after its start");
        }
        if (!from.isBefore(to) || !window.overlaps(from, to)) {
            return Optional.empty();
        }
        return Optional.of(new Availability(
                component.text("PRIORITY").map(AvailabilityReader::priority).orElse(0),
                new TimeSpan(from, to),
                type(component.text("BUSYTYPE").orElse("")),
                available(component.children("AVAILABLE"), window)));
    }

    private Optional<Instant> end(IcalComponent component, Optional<IcalTime> start) {
        Optional<Instant> end =
                component.first("DTEND").map(line -> IcalTime.parse(line, zones).instant());
        Optional<Extent> duration = component.first("DURATION").map(Extent::parse);
        return end.or(() -> start.flatMap(from -> duration.map(length -> length.endOf(from))));
    }

    private static int priority(String text) {
        return text.matches("[0-9]") ? Integer.parseInt(text) : 0;
    }

    private static BusyType type(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "BUSY" -> BusyType.BUSY;
            case "BUSY-TENTATIVE" -> BusyType.BUSY_TENTATIVE;
            default -> BusyType.BUSY_UNAVAILABLE;
        };
    }

    private List<TimeSpan> available(List<IcalComponent> components, TimeSpan window) {
        Map<String, List<EventPart>> parts = new LinkedHashMap<>();
        for (int i = 0; i < components.size(); i++) {
            try {
                EventPart part = events.read(components.get(i), i);
                parts.computeIfAbsent(part.uid(), uid -> new ArrayList<>()).add(part);
            } catch (BrokenComponent broken) { // its time is not known to be available
                problems.accept(components.get(i), broken.reason());
            }
        }
        List<TimeSpan> available = new ArrayList<>();
        for (List<EventPart> series : parts.values()) {
            for (CalendarEvent event : new Series(series).occurrences(window, budget)) {
                available.add(new TimeSpan(event.start(), event.end()));
            }
        }
        return available;
    }
}
