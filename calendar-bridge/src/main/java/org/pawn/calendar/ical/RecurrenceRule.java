package org.pawn.calendar.ical;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.fortuna.ical4j.model.Month;
import net.fortuna.ical4j.model.Recur;
import net.fortuna.ical4j.model.WeekDay;

/**
 * A recurrence rule (RFC 5545 section 3.3.10, RFC 7529). iCal4j reads the grammar; what the rule means is ours, in
 * {@link RuleDays} and {@link RuleWalk}: iCal4j's own expansion can neither be bounded nor told our time zones.
 *
 * <p>The lists are sorted, without doubles, and empty where the rule does not have them.
 *
 * @param interval at least 1
 * @param count at least 1, if the rule has one
 * @param until the rule's last instant, inclusive, as it is written
 */
record RecurrenceRule(
        Frequency frequency,
        int interval,
        Optional<Integer> count,
        Optional<IcalTime> until,
        List<Integer> bySecond,
        List<Integer> byMinute,
        List<Integer> byHour,
        List<Day> byDay,
        List<Integer> byMonthDay,
        List<Integer> byYearDay,
        List<Integer> byWeekNo,
        List<Integer> byMonth,
        List<Integer> bySetPos,
        DayOfWeek weekStart,
        Skip skip) {

    /** In rising length. */
    enum Frequency {
        SECONDLY,
        MINUTELY,
        HOURLY,
        DAILY,
        WEEKLY,
        MONTHLY,
        YEARLY
    }

    /** What becomes of a day that a month does not have (RFC 7529 section 4.1). */
    enum Skip {
        OMIT,
        BACKWARD,
        FORWARD
    }

    /** A weekday; {@code ordinal} zero means each of them. */
    record Day(DayOfWeek weekday, int ordinal) {}

    /** What iCal4j reads; the numbers that it would overflow on, and UNTIL, are read here. */
    private static final Set<String> PARTS = Set.of(
            "FREQ",
            "BYSECOND",
            "BYMINUTE",
            "BYHOUR",
            "BYDAY",
            "BYMONTHDAY",
            "BYYEARDAY",
            "BYWEEKNO",
            "BYMONTH",
            "BYSETPOS",
            "WKST",
            "SKIP");

    private static final List<DayOfWeek> WEEKDAYS = List.of(DayOfWeek.values());
    private static final List<String> WEEKDAY_NAMES = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");

    static RecurrenceRule parse(ContentLine line, Zones zones) {
        Map<String, String> parts = parts(line);
        if (!parts.getOrDefault("RSCALE", "GREGORIAN").equals("GREGORIAN")) {
            throw new BrokenComponent(line.name() + " counts by a calendar that is not known here");
        }
        Optional<IcalTime> until = Optional.ofNullable(parts.get("UNTIL")).map(text -> until(text, line, zones));
        String rule = parts.entrySet().stream()
                .filter(part ->
                        PARTS.contains(part.getKey()) && !part.getValue().isEmpty())
                .map(part -> part.getKey() + "=" + part.getValue())
                .collect(Collectors.joining(";"));
        try {
            return from(new Recur<LocalDateTime>(rule), parts, until);
        } catch (RuntimeException broken) { // iCal4j has many ways to say so
            throw new BrokenComponent(line.name() + " is no recurrence rule");
        }
    }

    private static Map<String, String> parts(ContentLine line) {
        Map<String, String> parts = new TreeMap<>();
        String text = line.value().replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        for (String part : text.split(";")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.putIfAbsent(part.substring(0, equals), part.substring(equals + 1));
            } else if (!part.isEmpty()) {
                throw new BrokenComponent(line.name() + " is no recurrence rule");
            }
        }
        parts.computeIfPresent("BYSECOND", (name, seconds) -> seconds.replaceAll("\\b60\\b", "59")); // a leap second
        parts.computeIfPresent("BYDAY", (name, days) -> days.replaceAll("(^|,)[+-]?0+[A-Z]{2}(?=,|$)", ""));
        return parts;
    }

    private static IcalTime until(String text, ContentLine line, Zones zones) {
        return IcalTime.parse(text, new ContentLine(line.number(), "UNTIL", Map.of(), text), zones);
    }

    private static RecurrenceRule from(
            Recur<? extends Temporal> recur, Map<String, String> parts, Optional<IcalTime> until) {
        return new RecurrenceRule(
                Frequency.valueOf(recur.getFrequency().name()),
                positive(parts, "INTERVAL").orElse(1),
                positive(parts, "COUNT"),
                until,
                sorted(recur.getSecondList()),
                sorted(recur.getMinuteList()),
                sorted(recur.getHourList()),
                recur.getDayList().stream().map(RecurrenceRule::day).distinct().toList(),
                withoutZero(recur.getMonthDayList()),
                withoutZero(recur.getYearDayList()),
                withoutZero(recur.getWeekNoList()),
                sorted(recur.getMonthList().stream().map(Month::getMonthOfYear).toList()),
                withoutZero(recur.getSetPosList()),
                Optional.ofNullable(recur.getWeekStartDay())
                        .map(start -> day(start).weekday())
                        .orElse(DayOfWeek.MONDAY),
                Skip.valueOf(parts.getOrDefault("SKIP", "OMIT")));
    }

    private static Optional<Integer> positive(Map<String, String> parts, String name) {
        if (!parts.containsKey(name)) {
            return Optional.empty();
        }
        String digits = parts.get(name);
        if (!digits.matches("\\+?0*[1-9][0-9]*")) {
            throw new IllegalArgumentException(name + " is not positive");
        }
        return Optional.of(digits.length() > 9 ? 1_000_000_000 : Integer.parseInt(digits));
    }

    private static Day day(WeekDay day) {
        return new Day(WEEKDAYS.get(WEEKDAY_NAMES.indexOf(day.getDay().name())), day.getOffset());
    }

    private static List<Integer> withoutZero(Collection<Integer> numbers) {
        if (numbers.contains(0)) {
            throw new IllegalArgumentException("there is no day or week zero");
        }
        return sorted(numbers);
    }

    private static List<Integer> sorted(Collection<Integer> numbers) {
        return numbers.stream().distinct().sorted().toList();
    }

    /** One candidate each interval, no more and no fewer. */
    boolean isPlain() {
        return frequency.compareTo(Frequency.WEEKLY) <= 0
                && byDay.isEmpty()
                && List.of(bySecond, byMinute, byHour, byMonthDay, byYearDay, byWeekNo, byMonth, bySetPos).stream()
                        .allMatch(List::isEmpty);
    }
}
