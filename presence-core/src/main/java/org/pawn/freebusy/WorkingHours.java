package org.pawn.freebusy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * When a person works, by weekday, in their own zone.
 *
 * @param byDay each day's hours; a day that is absent is off; no day at all: not known
 */
public record WorkingHours(Map<DayOfWeek, Hours> byDay) {
    public static final WorkingHours UNKNOWN = new WorkingHours(Map.of());

    /** One day's hours {@code [start, end)}, local. */
    public record Hours(LocalTime start, LocalTime end) {
        public Hours {
            if (!start.isBefore(end)) {
                throw new IllegalArgumentException("working hours end after they start");
            }
        }
    }

    public WorkingHours {
        byDay = Map.copyOf(byDay);
    }

    public boolean isKnown() {
        return !byDay.isEmpty();
    }

    /** The hours that overlap {@code window}, clipped to it, in order. */
    public List<TimeSpan> within(TimeSpan window, ZoneId zone) {
        List<TimeSpan> spans = new ArrayList<>();
        if (!isKnown()) {
            return spans;
        }
        LocalDate last = window.end().atZone(zone).toLocalDate();
        for (LocalDate day = window.start().atZone(zone).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
            Hours hours = byDay.get(day.getDayOfWeek());
            if (hours != null) {
                clip(day, hours, zone, window, spans);
            }
        }
        return spans;
    }

    private static void clip(LocalDate day, Hours hours, ZoneId zone, TimeSpan window, List<TimeSpan> spans) {
        var start = day.atTime(hours.start()).atZone(zone).toInstant();
        var end = day.atTime(hours.end()).atZone(zone).toInstant();
        if (start.isBefore(end)) { // a gap can swallow them
            new TimeSpan(start, end).intersection(window).ifPresent(spans::add);
        }
    }
}
