package org.pawn.freebusy;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * When a person works, by weekday, in their own zone.
 *
 * @param week each day's hours, none of them over midnight; a day that is absent is off; no day at all: not known
 */
public record WorkingHours(WeeklyHours week) {
    public static final WorkingHours UNKNOWN = new WorkingHours(WeeklyHours.NONE);

    public WorkingHours {
        if (week.byDay().values().stream().anyMatch(LocalHours::runOverMidnight)) {
            throw new IllegalArgumentException("working hours end after they start");
        }
    }

    public WorkingHours(Map<DayOfWeek, LocalHours> byDay) {
        this(new WeeklyHours(byDay));
    }

    public boolean isKnown() {
        return !week.isEmpty();
    }

    /** The hours that overlap {@code window}, clipped to it, in order. */
    public List<TimeSpan> within(TimeSpan window, ZoneId zone) {
        return week.within(window, zone);
    }
}
