package org.pawn.calendar.ical;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.WeekFields;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pawn.calendar.ical.RecurrenceRule.Day;
import org.pawn.calendar.ical.RecurrenceRule.Frequency;

/**
 * The days that a rule names in one year, month, week or day: the table of RFC 5545 section 3.3.10, in which a part
 * expands for the longer frequencies and limits for the shorter. What the rule leaves open comes from its start.
 */
final class RuleDays {
    private final RecurrenceRule rule;
    private final LocalDate start;
    private final WeekFields weeks;

    RuleDays(RecurrenceRule rule, LocalDate start) {
        this.rule = rule;
        this.start = start;
        this.weeks = WeekFields.of(rule.weekStart(), 4); // week 1 has at least four days
    }

    /** The first year; with week numbers the year that the start's week belongs to. */
    int firstYear() {
        return rule.byWeekNo().isEmpty() ? start.getYear() : start.get(weeks.weekBasedYear());
    }

    LocalDate firstWeek() {
        return start.with(TemporalAdjusters.previousOrSame(rule.weekStart()));
    }

    List<LocalDate> inYear(int year) {
        Stream<LocalDate> days;
        if (!rule.byWeekNo().isEmpty()) {
            days = daysOfWeeks(year)
                    .filter(this::isInMonths)
                    .filter(this::isMonthDay)
                    .filter(this::isYearDay);
        } else if (!rule.byYearDay().isEmpty()) {
            days = yearDays(year)
                    .filter(this::isInMonths)
                    .filter(this::isMonthDay)
                    .filter(this::isWeekday);
        } else if (!rule.byMonthDay().isEmpty()) {
            days = months(year).flatMap(this::monthDays).filter(this::isWeekday);
        } else if (!rule.byDay().isEmpty() && rule.byMonth().isEmpty()) {
            days = weekdays(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
        } else if (!rule.byDay().isEmpty()) {
            days = months(year).flatMap(month -> weekdays(month.atDay(1), month.atEndOfMonth()));
        } else if (!rule.byMonth().isEmpty()) {
            days = months(year).flatMap(month -> monthDay(month, start.getDayOfMonth()));
        } else {
            days = monthDay(YearMonth.of(year, start.getMonth()), start.getDayOfMonth());
        }
        return days.sorted().distinct().toList();
    }

    List<LocalDate> inMonth(YearMonth month) {
        if (!rule.byMonth().isEmpty() && !rule.byMonth().contains(month.getMonthValue())) {
            return List.of();
        }
        Stream<LocalDate> days;
        if (!rule.byMonthDay().isEmpty()) {
            days = monthDays(month).filter(this::isWeekday);
        } else if (!rule.byDay().isEmpty()) {
            days = weekdays(month.atDay(1), month.atEndOfMonth());
        } else if (!rule.byYearDay().isEmpty()) {
            days = IntStream.rangeClosed(1, month.lengthOfMonth()).mapToObj(month::atDay);
        } else {
            days = monthDay(month, start.getDayOfMonth());
        }
        return days.filter(this::isYearDay)
                .filter(this::isInWeeks)
                .sorted()
                .distinct()
                .toList();
    }

    List<LocalDate> inWeek(LocalDate firstDay) {
        return IntStream.range(0, 7)
                .mapToObj(firstDay::plusDays)
                .filter(day -> rule.byDay().isEmpty() ? day.getDayOfWeek() == start.getDayOfWeek() : isWeekday(day))
                .filter(this::isAllowedByAllButWeekday)
                .toList();
    }

    /** Whether a rule by days, hours or less may fall on {@code day}. */
    boolean allows(LocalDate day) {
        return isAllowedByAllButWeekday(day) && isWeekday(day);
    }

    private boolean isAllowedByAllButWeekday(LocalDate day) {
        return isInMonths(day) && isMonthDay(day) && isYearDay(day) && isInWeeks(day);
    }

    private Stream<YearMonth> months(int year) {
        List<Integer> months = rule.byMonth();
        if (months.isEmpty() && rule.byDay().isEmpty()) { // "yearly on the 15th" is of the start's month
            return Stream.of(YearMonth.of(year, start.getMonth()));
        }
        return (months.isEmpty() ? IntStream.rangeClosed(1, 12).boxed() : months.stream())
                .map(month -> YearMonth.of(year, month));
    }

    private Stream<LocalDate> monthDays(YearMonth month) {
        return rule.byMonthDay().stream()
                .flatMap(day -> day > 0 ? monthDay(month, day) : backwardsDay(month, month.lengthOfMonth() + 1 + day));
    }

    /** None, or what the rule says instead, where the month is too short (RFC 7529 section 4.1). */
    private Stream<LocalDate> monthDay(YearMonth month, int day) {
        if (day <= month.lengthOfMonth()) {
            return Stream.of(month.atDay(day));
        }
        return switch (rule.skip()) {
            case OMIT -> Stream.empty();
            case BACKWARD -> Stream.of(month.atEndOfMonth());
            case FORWARD -> Stream.of(month.plusMonths(1).atDay(1));
        };
    }

    private Stream<LocalDate> backwardsDay(YearMonth month, int day) {
        if (day >= 1) {
            return Stream.of(month.atDay(day));
        }
        return switch (rule.skip()) {
            case OMIT -> Stream.empty();
            case BACKWARD -> Stream.of(month.minusMonths(1).atEndOfMonth());
            case FORWARD -> Stream.of(month.atDay(1));
        };
    }

    private Stream<LocalDate> yearDays(int year) {
        int length = LocalDate.of(year, 12, 31).getDayOfYear();
        return rule.byYearDay().stream()
                .map(day -> day > 0 ? day : length + 1 + day)
                .flatMap(day -> yearDay(year, day, length));
    }

    /** None, or what the rule says instead, where the year is too short. */
    private Stream<LocalDate> yearDay(int year, int day, int length) {
        LocalDate first = LocalDate.of(year, 1, 1);
        if (day >= 1 && day <= length) {
            return Stream.of(first.plusDays(day - 1L));
        }
        LocalDate lastBefore = first.plusDays(day < 1 ? -1 : length - 1L);
        return switch (rule.skip()) {
            case OMIT -> Stream.empty();
            case BACKWARD -> Stream.of(lastBefore);
            case FORWARD -> Stream.of(lastBefore.plusDays(1));
        };
    }

    private Stream<LocalDate> daysOfWeeks(int weekYear) {
        LocalDate first = firstWeekOf(weekYear);
        int count = (int) (firstWeekOf(weekYear + 1).toEpochDay() - first.toEpochDay()) / 7;
        return rule.byWeekNo().stream()
                .map(week -> week > 0 ? week : count + 1 + week)
                .filter(week -> week >= 1 && week <= count)
                .map(week -> first.plusWeeks(week - 1L))
                .flatMap(week -> IntStream.range(0, 7).mapToObj(week::plusDays))
                .filter(this::isDayOfItsWeek);
    }

    private LocalDate firstWeekOf(int weekYear) {
        return LocalDate.of(weekYear, 1, 4).with(TemporalAdjusters.previousOrSame(rule.weekStart()));
    }

    private boolean isDayOfItsWeek(LocalDate day) {
        if (!rule.byDay().isEmpty()) {
            return rule.byDay().stream()
                    .anyMatch(named -> named.weekday() == day.getDayOfWeek() && Math.abs(named.ordinal()) <= 1);
        }
        boolean open = rule.byMonthDay().isEmpty() && rule.byYearDay().isEmpty();
        return !open || day.getDayOfWeek() == start.getDayOfWeek();
    }

    /** Every named weekday in the span; with an ordinal the nth in it, from its start or its end. */
    private Stream<LocalDate> weekdays(LocalDate first, LocalDate last) {
        List<LocalDate> days = new ArrayList<>();
        for (Day named : rule.byDay()) {
            LocalDate from = first.with(TemporalAdjusters.nextOrSame(named.weekday()));
            if (named.ordinal() == 0) {
                for (LocalDate day = from; !day.isAfter(last); day = day.plusWeeks(1)) {
                    days.add(day);
                }
            } else {
                LocalDate day = named.ordinal() > 0
                        ? from.plusWeeks(named.ordinal() - 1L)
                        : last.with(TemporalAdjusters.previousOrSame(named.weekday()))
                                .plusWeeks(named.ordinal() + 1L);
                if (!day.isBefore(first) && !day.isAfter(last)) {
                    days.add(day);
                }
            }
        }
        return days.stream();
    }

    private boolean isInMonths(LocalDate day) {
        return rule.byMonth().isEmpty() || rule.byMonth().contains(day.getMonthValue());
    }

    private boolean isMonthDay(LocalDate day) {
        return isOneOf(rule.byMonthDay(), day.getDayOfMonth(), day.lengthOfMonth());
    }

    private boolean isYearDay(LocalDate day) {
        return isOneOf(rule.byYearDay(), day.getDayOfYear(), day.lengthOfYear());
    }

    private boolean isInWeeks(LocalDate day) {
        if (rule.byWeekNo().isEmpty()) {
            return true;
        }
        int weekYear = day.get(weeks.weekBasedYear());
        int count = (int) (firstWeekOf(weekYear + 1).toEpochDay()
                        - firstWeekOf(weekYear).toEpochDay())
                / 7;
        return isOneOf(rule.byWeekNo(), day.get(weeks.weekOfWeekBasedYear()), count);
    }

    private static boolean isOneOf(List<Integer> numbers, int number, int last) {
        return numbers.isEmpty() || numbers.contains(number) || numbers.contains(number - last - 1);
    }

    private boolean isWeekday(LocalDate day) {
        return rule.byDay().isEmpty() || rule.byDay().stream().anyMatch(named -> matches(named, day));
    }

    /** Ordinals count within the month or the year; they mean nothing to weekly and shorter rules. */
    private boolean matches(Day named, LocalDate day) {
        DayOfWeek weekday = named.weekday();
        if (weekday != day.getDayOfWeek() || named.ordinal() == 0) {
            return weekday == day.getDayOfWeek();
        }
        if (rule.frequency().compareTo(Frequency.MONTHLY) < 0) {
            return true;
        }
        boolean inYear = rule.frequency() == Frequency.YEARLY && rule.byMonth().isEmpty();
        int position = inYear ? day.getDayOfYear() : day.getDayOfMonth();
        int length = inYear ? day.lengthOfYear() : day.lengthOfMonth();
        int ordinal = named.ordinal() > 0 ? (position - 1) / 7 + 1 : -((length - position) / 7 + 1);
        return ordinal == named.ordinal();
    }
}
