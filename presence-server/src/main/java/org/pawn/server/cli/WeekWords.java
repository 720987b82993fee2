package org.pawn.server.cli;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pawn.sdk.WeeklyHours;

/** Hours by weekday in a few words. */
final class WeekWords {
    private WeekWords() {}

    /** {@code Mon-Fri 20:00-07:00, Sat 00:00-24:00}: days in a row that have the same hours stand together. */
    static String of(WeeklyHours week) {
        List<String> parts = new ArrayList<>();
        DayOfWeek[] days = DayOfWeek.values();
        for (int first = 0; first < days.length; first++) {
            WeeklyHours.Hours hours = week.byDay().get(days[first]);
            if (hours == null) {
                continue;
            }
            int last = first;
            while (last + 1 < days.length && hours.equals(week.byDay().get(days[last + 1]))) {
                last++;
            }
            parts.add(name(days[first]) + (last > first ? "-" + name(days[last]) : "") + " " + written(hours));
            first = last;
        }
        return String.join(", ", parts);
    }

    private static String written(WeeklyHours.Hours hours) {
        String end = hours.end().toString();
        return hours.start() + "-" + (end.equals("00:00") ? "24:00" : end);
    }

    private static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    }
}
