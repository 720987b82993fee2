package org.pawn.freebusy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Hours that come again every week, on a person's own clock.
 *
 * @param byDay the hours that begin on each weekday; none on a day that is absent
 */
public record WeeklyHours(Map<DayOfWeek, LocalHours> byDay) {
    public static final WeeklyHours NONE = new WeeklyHours(Map.of());

    public WeeklyHours {
        byDay = Map.copyOf(byDay);
    }

    public boolean isEmpty() {
        return byDay.isEmpty();
    }

    /** The hours that overlap {@code window}, clipped to it, in order; those that touch or overlap are one. */
    public List<TimeSpan> within(TimeSpan window, ZoneId zone) {
        List<TimeSpan> spans = new ArrayList<>();
        if (isEmpty()) {
            return spans;
        }
        LocalDate last = window.end().atZone(zone).toLocalDate();
        LocalDate first = window.start().atZone(zone).toLocalDate().minusDays(1); // its hours may run over midnight
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            LocalHours hours = byDay.get(day.getDayOfWeek());
            if (hours != null) {
                hours.on(day, zone).flatMap(span -> span.intersection(window)).ifPresent(span -> add(span, spans));
            }
        }
        return spans;
    }

    /** Spans come in order of their starts. */
    private static void add(TimeSpan next, List<TimeSpan> spans) {
        int last = spans.size() - 1;
        if (last < 0 || spans.get(last).end().isBefore(next.start())) {
            spans.add(next);
        } else if (spans.get(last).end().isBefore(next.end())) {
            spans.set(last, new TimeSpan(spans.get(last).start(), next.end()));
        }
    }
}
