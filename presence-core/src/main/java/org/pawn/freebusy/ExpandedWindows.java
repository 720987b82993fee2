package org.pawn.freebusy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pawn.address.AddressOfRecord;

/**
 * What was expanded for somebody who asked, kept for whoever asks next: those asked for least lately go first. Bounded by
 * the spans it holds, not by people: a thousand calendars of 400 days fit. Not thread-safe.
 */
final class ExpandedWindows {
    private static final int MAX_SPANS = 2_500_000; // of some 17 bytes
    private static final int MAX_SPANS_EACH = 20_000;
    private static final int MAX_WINDOWS_EACH = 4;
    private static final int WINDOW_COST = 16; // what a window without a span takes, in spans
    private static final long GRID_SECONDS = Duration.ofDays(7).toSeconds();

    private final Map<AddressOfRecord, List<PersonCalendar>> byPerson = new LinkedHashMap<>(16, 0.75f, true);
    private long spans;

    /** A window around {@code asked} that the questions of a week have in common. */
    static TimeSpan common(TimeSpan asked) {
        long start = Math.floorDiv(asked.start().getEpochSecond(), GRID_SECONDS) * GRID_SECONDS;
        long end = (Math.floorDiv(asked.end().getEpochSecond(), GRID_SECONDS) + 1) * GRID_SECONDS;
        return new TimeSpan(Instant.ofEpochSecond(start), Instant.ofEpochSecond(end));
    }

    /** What holds the whole of {@code window}. */
    Optional<PersonCalendar> find(AddressOfRecord person, TimeSpan window) {
        return Optional.ofNullable(byPerson.get(person)).stream()
                .flatMap(List::stream)
                .filter(calendar -> calendar.window().contains(window))
                .findFirst();
    }

    void keep(AddressOfRecord person, PersonCalendar calendar) {
        if (calendar.size() > MAX_SPANS_EACH) {
            return;
        }
        List<PersonCalendar> held = byPerson.computeIfAbsent(person, any -> new ArrayList<>(1));
        held.removeIf(older -> calendar.window().contains(older.window()) && drop(older));
        held.add(calendar);
        spans += cost(calendar);
        if (held.size() > MAX_WINDOWS_EACH) {
            drop(held.remove(0));
        }
        while (spans > MAX_SPANS) {
            forget(byPerson.keySet().iterator().next());
        }
    }

    void forget(AddressOfRecord person) {
        Optional.ofNullable(byPerson.remove(person)).ifPresent(held -> held.forEach(this::drop));
    }

    private boolean drop(PersonCalendar calendar) {
        spans -= cost(calendar);
        return true;
    }

    private static int cost(PersonCalendar calendar) {
        return calendar.size() + WINDOW_COST;
    }
}
