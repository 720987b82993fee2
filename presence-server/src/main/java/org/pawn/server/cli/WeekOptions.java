package org.pawn.server.cli;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pawn.sdk.WeeklyHours;
import picocli.CommandLine.Option;

/** The flags that say hours by weekday; the narrower goes before the wider. */
final class WeekOptions {
    private static final EnumSet<DayOfWeek> ALL = EnumSet.allOf(DayOfWeek.class);
    private static final EnumSet<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    private static final EnumSet<DayOfWeek> WEEKDAYS = EnumSet.complementOf(WEEKEND);
    private static final int SHORTEST_NAME = 2;

    @Option(names = "--daily", paramLabel = "HOURS", description = "On every day, such as 22:00-07:00.")
    private @Nullable String daily;

    @Option(names = "--weekdays", paramLabel = "HOURS", description = "On Monday to Friday, such as 20:00-07:00.")
    private @Nullable String weekdays;

    @Option(names = "--weekend", paramLabel = "HOURS", description = "On Saturday and Sunday.")
    private @Nullable String weekend;

    @Option(
            names = "--on",
            paramLabel = "DAY=HOURS",
            description = "On one day, such as fri=14:00-24:00; may be given again.")
    private Map<String, String> days = new LinkedHashMap<>();

    @Option(names = "--none", description = "None any more.")
    private boolean none;

    /** Whether none are to be any more. */
    boolean none() {
        return none;
    }

    /**
     * The week that was asked for; empty when no flag was given.
     *
     * @throws CommandFailure naming the flag and what is allowed
     */
    Optional<WeeklyHours> week() {
        WeeklyHours week = new WeeklyHours(Map.of());
        week = with(week, ALL, "--daily", daily);
        week = with(week, WEEKDAYS, "--weekdays", weekdays);
        week = with(week, WEEKEND, "--weekend", weekend);
        for (Map.Entry<String, String> one : days.entrySet()) {
            week = with(week, List.of(day(one.getKey())), "--on", one.getValue());
        }
        if (none && !week.byDay().isEmpty()) {
            throw CommandFailure.wrongUsage("--none: give no hours beside it");
        }
        return week.byDay().isEmpty() ? Optional.empty() : Optional.of(week);
    }

    private static WeeklyHours with(WeeklyHours week, Collection<DayOfWeek> on, String flag, @Nullable String typed) {
        if (typed == null) {
            return week;
        }
        String[] ends = typed.split("-", -1);
        try {
            if (ends.length == 2) {
                return week.and(on, LocalTime.parse(ends[0]), LocalTime.parse(ends[1].replace("24:00", "00:00")));
            }
        } catch (DateTimeException notOne) {
            // told below
        }
        throw CommandFailure.wrongUsage(flag + ": \"" + typed + "\" are no hours such as 20:00-07:00");
    }

    private static DayOfWeek day(String typed) {
        String name = typed.toUpperCase(Locale.ROOT);
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> name.length() >= SHORTEST_NAME && day.name().startsWith(name))
                .findFirst()
                .orElseThrow(() -> CommandFailure.wrongUsage("--on: \"" + typed + "\" is no day such as fri"));
    }
}
