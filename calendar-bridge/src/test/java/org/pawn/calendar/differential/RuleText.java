package org.pawn.calendar.differential;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.pawn.calendar.differential.GeneratedCalendar.Feature;

/** One recurrence rule made by chance, with some times at which it surely happens where the rule is a simple one. */
final class RuleText {
    private static final List<String> DAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");

    private final Random random;
    private final LocalDateTime start;
    private final boolean allDay;
    private final Set<Feature> features;
    private final String frequency;
    private final int interval;
    private boolean plain = true;

    RuleText(Random random, LocalDateTime start, boolean allDay, Set<Feature> features) {
        this.random = random;
        this.start = start;
        this.allDay = allDay;
        this.features = features;
        this.frequency = pick(
                allDay
                        ? List.of("DAILY", "WEEKLY", "WEEKLY", "MONTHLY", "YEARLY")
                        : List.of(
                                "DAILY", "DAILY", "WEEKLY", "WEEKLY", "WEEKLY", "MONTHLY", "MONTHLY", "YEARLY",
                                "HOURLY"));
        this.interval = chance(60) ? 1 : 1 + random.nextInt(4);
    }

    String write(Function<LocalDateTime, String> until) {
        features.add(Feature.RULE);
        StringBuilder rule = new StringBuilder("FREQ=").append(frequency);
        if (interval > 1) {
            rule.append(";INTERVAL=").append(interval);
        }
        parts().forEach(part -> rule.append(';').append(part));
        if (chance(25)) {
            features.add(Feature.COUNT);
            rule.append(";COUNT=").append(1 + random.nextInt(60));
        } else if (chance(35)) {
            features.add(Feature.UNTIL);
            rule.append(";UNTIL=").append(until.apply(start.plusDays(random.nextInt(900))));
        }
        if (chance(15)) {
            rule.append(";WKST=").append(pick(DAYS));
        }
        return rule.toString();
    }

    /** Times of a rule without parts and of one frequency up to a week: where exceptions can be sure to meet one. */
    List<LocalDateTime> plainInstances() {
        ChronoUnit unit = switch (frequency) {
            case "DAILY" -> ChronoUnit.DAYS;
            case "WEEKLY" -> ChronoUnit.WEEKS;
            default -> null;
        };
        List<LocalDateTime> instances = new ArrayList<>();
        if (unit != null && plain) {
            for (int k = 0; k < 60; k++) {
                instances.add(start.plus((long) k * interval, unit));
            }
        }
        return instances;
    }

    private List<String> parts() {
        List<String> parts = new ArrayList<>();
        switch (frequency) {
            case "HOURLY" -> hourly(parts);
            case "DAILY" -> daily(parts);
            case "WEEKLY" -> weekly(parts);
            case "MONTHLY" -> monthly(parts);
            default -> yearly(parts);
        }
        if (!parts.isEmpty()) {
            plain = false;
            if (!allDay && chance(15) && !frequency.equals("HOURLY")) {
                parts.add("BYHOUR=" + numbers(1 + random.nextInt(2), 0, 23));
            }
            if (!frequency.equals("HOURLY") && chance(15)) {
                features.add(Feature.SET_POSITIONS);
                parts.add("BYSETPOS=" + pick(List.of("1", "-1", "2", "1,-1")));
            }
        }
        return parts;
    }

    private void hourly(List<String> parts) {
        features.add(Feature.SUB_DAILY);
        plain = false;
        if (chance(50)) {
            parts.add("BYDAY=" + days(false));
        }
        if (chance(30)) {
            parts.add("BYMONTH=" + numbers(2, 1, 12));
        }
    }

    private void daily(List<String> parts) {
        if (chance(20)) {
            parts.add("BYDAY=" + days(false));
        }
        if (chance(15)) {
            parts.add("BYMONTH=" + numbers(3, 1, 12));
        }
        if (chance(10)) {
            parts.add("BYMONTHDAY=" + numbers(3, 1, 31) + ",-1");
        }
    }

    private void weekly(List<String> parts) {
        if (chance(50)) {
            parts.add("BYDAY=" + days(false));
        }
        if (chance(10)) {
            parts.add("BYMONTH=" + numbers(4, 1, 12));
        }
    }

    private void monthly(List<String> parts) {
        switch (random.nextInt(4)) {
            case 0 -> parts.add("BYDAY=" + days(true));
            case 1 -> parts.add("BYMONTHDAY=" + numbers(2, 1, 31) + (chance(40) ? ",-1" : ""));
            case 2 -> parts.add("BYDAY=" + days(false));
            default -> {
                // on the day of its start, where the month has one
            }
        }
        if (chance(15)) {
            parts.add("BYMONTH=" + numbers(4, 1, 12));
        }
    }

    private void yearly(List<String> parts) {
        switch (random.nextInt(6)) {
            case 0 -> parts.addAll(List.of("BYMONTH=" + numbers(2, 1, 12), "BYDAY=" + days(true)));
            case 1 -> parts.addAll(List.of("BYMONTH=" + numbers(2, 1, 12), "BYMONTHDAY=" + numbers(2, 1, 31)));
            case 2 -> {
                features.add(Feature.YEAR_DAYS);
                parts.add("BYYEARDAY=" + numbers(3, 1, 366) + (chance(30) ? ",-1" : ""));
            }
            case 3 -> {
                features.add(Feature.WEEK_NUMBERS);
                parts.add("BYWEEKNO=" + numbers(2, 1, 53));
                if (chance(50)) {
                    parts.add("BYDAY=" + days(false));
                }
            }
            case 4 -> parts.add("BYMONTH=" + numbers(3, 1, 12));
            default -> {
                // once a year
            }
        }
    }

    private String days(boolean ordinals) {
        Set<String> days = new TreeSet<>();
        int count = 1 + random.nextInt(3);
        for (int k = 0; k < count; k++) {
            String day = pick(DAYS);
            if (ordinals) {
                features.add(Feature.ORDINALS);
                day = pick(List.of("1", "2", "3", "4", "5", "-1", "-2")) + day;
            }
            days.add(day);
        }
        if (!ordinals && chance(50)) { // so that the start is one of them
            days.add(DAYS.get(DayOfWeek.from(start).ordinal()));
        }
        return String.join(",", days);
    }

    private String numbers(int count, int least, int most) {
        Set<Integer> numbers = new TreeSet<>();
        for (int k = 0; k < count; k++) {
            numbers.add(least + random.nextInt(most - least + 1));
        }
        return String.join(",", numbers.stream().map(String::valueOf).toList());
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
