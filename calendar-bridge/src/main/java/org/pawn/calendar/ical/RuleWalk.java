package org.pawn.calendar.ical;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pawn.calendar.ical.RecurrenceRule.Frequency;

/**
 * A rule's local times in rising order, from its start. Without a count it jumps straight to the window asked for; every
 * step is charged to the budget, so each walk ends. For one walk by one thread.
 */
final class RuleWalk {
    private static final int LAST_YEAR = 9999;
    private static final int SECONDS_A_DAY = 86_400;

    private final RecurrenceRule rule;
    private final LocalDateTime start;
    private final Predicate<LocalDateTime> isPastUntil;
    private final Budget budget;
    private final RuleDays days;
    private final boolean counts;
    private final LocalDateTime last;

    private LocalDateTime from = LocalDateTime.MIN;
    private LocalDateTime to = LocalDateTime.MAX;
    private int left;
    private @Nullable LocalDateTime previous;

    RuleWalk(RecurrenceRule rule, LocalDateTime start, Predicate<LocalDateTime> isPastUntil, Budget budget) {
        this.rule = rule;
        this.start = start;
        this.isPastUntil = isPastUntil;
        this.budget = budget;
        this.days = new RuleDays(rule, start.toLocalDate());
        Optional<LocalDateTime> plainEnd =
                rule.count().filter(count -> rule.isPlain()).flatMap(this::plainEnd);
        this.counts = rule.count().isPresent() && plainEnd.isEmpty();
        this.last = plainEnd.orElse(LocalDateTime.MAX);
    }

    /** Where a count ends whose every interval has one instance; empty when that is beyond all calendars. */
    private Optional<LocalDateTime> plainEnd(int count) {
        long intervals = (count - 1L) * rule.interval();
        try {
            return Optional.of(
                    switch (rule.frequency()) {
                        case SECONDLY -> start.plusSeconds(intervals);
                        case MINUTELY -> start.plusMinutes(intervals);
                        case HOURLY -> start.plusHours(intervals);
                        case DAILY -> start.plusDays(intervals);
                        case WEEKLY, MONTHLY, YEARLY -> start.plusWeeks(intervals);
                    });
        } catch (DateTimeException | ArithmeticException beyond) {
            return Optional.of(LocalDateTime.MAX);
        }
    }

    /** Hands over the times in {@code [from, to]}, each once. */
    void walk(LocalDateTime windowStart, LocalDateTime windowEnd, Consumer<LocalDateTime> found) {
        from = windowStart.isBefore(start) ? start : windowStart;
        to = windowEnd.isAfter(last) ? last : windowEnd;
        left = rule.count().orElse(0);
        previous = null;
        switch (rule.frequency()) {
            case YEARLY -> walkYears(found);
            case MONTHLY -> walkMonths(found);
            case WEEKLY -> walkWeeks(found);
            case DAILY -> walkDays(found);
            case HOURLY, MINUTELY, SECONDLY -> walkTimes(found);
        }
    }

    /** The number of the first interval that can matter. */
    private long firstInterval(long base, long wanted, long step) {
        return counts ? 0 : Math.max(0, Math.floorDiv(wanted - base, step));
    }

    private void walkYears(Consumer<LocalDateTime> found) {
        long base = days.firstYear();
        boolean goes = true;
        for (long k = firstInterval(base, from.getYear() - 1L, rule.interval()); goes; k++) {
            long year = base + k * rule.interval();
            goes = year <= Math.min(LAST_YEAR, to.getYear() + 1L) && period(days.inYear((int) year), found);
        }
    }

    private void walkMonths(Consumer<LocalDateTime> found) {
        long base = prolepticMonth(start);
        long end = Math.min(prolepticMonth(to), LAST_YEAR * 12L);
        boolean goes = true;
        for (long k = firstInterval(base, prolepticMonth(from) - 1, rule.interval()); goes; k++) {
            long month = base + k * rule.interval();
            goes = month <= end + 1
                    && period(days.inMonth(YearMonth.of((int) (month / 12), (int) (month % 12) + 1)), found);
        }
    }

    private static long prolepticMonth(LocalDateTime time) {
        return time.getYear() * 12L + time.getMonthValue() - 1;
    }

    private void walkWeeks(Consumer<LocalDateTime> found) {
        long base = days.firstWeek().toEpochDay();
        long step = 7L * rule.interval();
        boolean goes = true;
        for (long k = firstInterval(base, from.toLocalDate().toEpochDay() - 7, step); goes; k++) {
            long week = base + k * step;
            goes = week <= lastDay() && period(days.inWeek(LocalDate.ofEpochDay(week)), found);
        }
    }

    private void walkDays(Consumer<LocalDateTime> found) {
        long base = start.toLocalDate().toEpochDay();
        boolean goes = true;
        for (long k = firstInterval(base, from.toLocalDate().toEpochDay(), rule.interval()); goes; k++) {
            long epochDay = base + k * rule.interval();
            if (epochDay > lastDay()) {
                return;
            }
            LocalDate day = LocalDate.ofEpochDay(epochDay);
            goes = period(days.allows(day) ? List.of(day) : List.of(), found);
        }
    }

    private long lastDay() {
        return Math.min(
                to.toLocalDate().toEpochDay(), LocalDate.of(LAST_YEAR, 12, 31).toEpochDay());
    }

    /** Emits one interval's days times its times of day. */
    private boolean period(List<LocalDate> dates, Consumer<LocalDateTime> found) {
        budget.step();
        List<LocalTime> times = timesOfDay();
        if (!rule.bySetPos().isEmpty()) {
            for (long index : positions((long) dates.size() * times.size())) {
                LocalDate day = dates.get((int) (index / times.size()));
                if (!emit(day.atTime(times.get((int) (index % times.size()))), found)) {
                    return false;
                }
            }
            return true;
        }
        for (LocalDate day : dates) {
            if (!counts && day.isBefore(from.toLocalDate())) {
                continue;
            }
            for (LocalTime time : times) {
                if (!emit(day.atTime(time), found)) {
                    return false;
                }
            }
        }
        return true;
    }

    private @Nullable List<LocalTime> timesOfDay;

    private List<LocalTime> timesOfDay() {
        if (timesOfDay == null) {
            List<LocalTime> times = new ArrayList<>();
            for (int hour : orOf(rule.byHour(), start.getHour())) {
                addTimes(hour, orOf(rule.byMinute(), start.getMinute()), times);
            }
            timesOfDay = times;
        }
        return timesOfDay;
    }

    private void addTimes(int hour, List<Integer> minutes, List<LocalTime> times) {
        for (int minute : minutes) {
            for (int second : orOf(rule.bySecond(), start.getSecond())) {
                times.add(LocalTime.of(hour, minute, second));
            }
        }
    }

    private static List<Integer> orOf(List<Integer> numbers, int number) {
        return numbers.isEmpty() ? List.of(number) : numbers;
    }

    /** The chosen positions in a set of {@code size}, from 0, rising. */
    private List<Long> positions(long size) {
        return rule.bySetPos().stream()
                .map(position -> position > 0 ? position - 1L : size + position)
                .filter(index -> index >= 0 && index < size)
                .sorted()
                .distinct()
                .toList();
    }

    /** By hours, minutes or seconds, leaping over whatever a part excludes. */
    private void walkTimes(Consumer<LocalDateTime> found) {
        long unit = switch (rule.frequency()) {
            case HOURLY -> 3600;
            case MINUTELY -> 60;
            case SECONDLY, DAILY, WEEKLY, MONTHLY, YEARLY -> 1;
        };
        long base = Math.floorDiv(start.toEpochSecond(ZoneOffset.UTC), unit) * unit;
        long step = unit * rule.interval();
        long end = Math.min(to.toEpochSecond(ZoneOffset.UTC), (lastDay() + 1) * SECONDS_A_DAY);
        long at = base + firstInterval(base, from.toEpochSecond(ZoneOffset.UTC) - unit, step) * step;
        while (at <= end) {
            budget.step();
            LocalDateTime time = LocalDateTime.ofEpochSecond(at, 0, ZoneOffset.UTC);
            long excluded = excludedSeconds(time);
            if (excluded > 0) {
                long beyond = Math.floorDiv(at, excluded) * excluded + excluded;
                at += Math.max(1, -Math.floorDiv(at - beyond, step)) * step;
            } else {
                if (!emitWithin(time, found)) {
                    return;
                }
                at += step;
            }
        }
    }

    /** The length of the largest unit around {@code time} in which the rule has nothing; 0 when it has this time. */
    private long excludedSeconds(LocalDateTime time) {
        if (!days.allows(time.toLocalDate())) {
            return SECONDS_A_DAY;
        }
        if (!rule.byHour().isEmpty() && !rule.byHour().contains(time.getHour())) {
            return 3600;
        }
        boolean byMinutes = rule.frequency().compareTo(Frequency.HOURLY) < 0;
        if (byMinutes && !rule.byMinute().isEmpty() && !rule.byMinute().contains(time.getMinute())) {
            return 60;
        }
        boolean bySeconds = rule.frequency() == Frequency.SECONDLY;
        return bySeconds && !rule.bySecond().isEmpty() && !rule.bySecond().contains(time.getSecond()) ? 1 : 0;
    }

    private boolean emitWithin(LocalDateTime time, Consumer<LocalDateTime> found) {
        List<LocalTime> times = new ArrayList<>();
        switch (rule.frequency()) {
            case HOURLY -> addTimes(time.getHour(), orOf(rule.byMinute(), start.getMinute()), times);
            case MINUTELY -> addTimes(time.getHour(), List.of(time.getMinute()), times);
            case SECONDLY, DAILY, WEEKLY, MONTHLY, YEARLY -> times.add(time.toLocalTime());
        }
        List<Long> chosen = rule.bySetPos().isEmpty() ? List.of() : positions(times.size());
        for (int i = 0; i < times.size(); i++) {
            boolean isChosen = rule.bySetPos().isEmpty() || chosen.contains((long) i);
            if (isChosen && !emit(time.toLocalDate().atTime(times.get(i)), found)) {
                return false;
            }
        }
        return true;
    }

    /** Answers whether the walk goes on. */
    private boolean emit(LocalDateTime time, Consumer<LocalDateTime> found) {
        if (time.isBefore(start) || previous != null && !time.isAfter(previous)) {
            return true;
        }
        budget.candidate();
        previous = time;
        if (time.isAfter(to) || isPastUntil.test(time) || counts && left-- <= 0) {
            return false;
        }
        if (!time.isBefore(from)) {
            found.accept(time);
        }
        return true;
    }
}
