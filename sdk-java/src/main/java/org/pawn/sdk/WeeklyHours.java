package org.pawn.sdk;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Hours that come again every week, on a person's own clock.
 *
 * @param byDay the hours that begin on each weekday, Monday first; none on a day that is absent
 */
public record WeeklyHours(Map<DayOfWeek, Hours> byDay) {
    /** {@code [start, end)} on the clock; an end that is not after the start is on the next day. */
    public record Hours(LocalTime start, LocalTime end) {}

    public WeeklyHours {
        byDay = Collections.unmodifiableMap(inOrder(byDay));
    }

    /** The same hours on each of these days. */
    public static WeeklyHours on(Collection<DayOfWeek> days, LocalTime start, LocalTime end) {
        return new WeeklyHours(Map.of()).and(days, start, end);
    }

    /** The same, with those hours on each of these days. */
    public WeeklyHours and(Collection<DayOfWeek> days, LocalTime start, LocalTime end) {
        Map<DayOfWeek, Hours> all = inOrder(byDay);
        days.forEach(day -> all.put(day, new Hours(start, end)));
        return new WeeklyHours(all);
    }

    private static Map<DayOfWeek, Hours> inOrder(Map<DayOfWeek, Hours> byDay) {
        Map<DayOfWeek, Hours> ordered = new EnumMap<>(DayOfWeek.class);
        ordered.putAll(byDay);
        return ordered;
    }
}
