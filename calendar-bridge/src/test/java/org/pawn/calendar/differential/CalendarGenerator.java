package org.pawn.calendar.differential;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.pawn.calendar.differential.GeneratedCalendar.Feature;
import org.pawn.freebusy.TimeSpan;

/**
 * Makes calendars by chance: one series each, with exceptions, in a zone that changes its clocks, and a window that looks
 * at a month or a year of it. The same seed and number make the same calendar.
 */
final class CalendarGenerator {
    private static final List<String> ZONES = List.of(
            "Europe/Berlin",
            "America/New_York",
            "Europe/London",
            "Australia/Lord_Howe",
            "Pacific/Apia",
            "Africa/Casablanca",
            "America/Sao_Paulo",
            "Asia/Kolkata",
            "Australia/Sydney",
            "America/St_Johns");
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final Instant ZONES_FROM = Instant.parse("2006-01-01T00:00:00Z");
    private static final Instant ZONES_TO = Instant.parse("2034-01-01T00:00:00Z");

    /** The first time of a rule at or after a start, in local time. */
    @FunctionalInterface
    interface FirstInstance {
        Optional<LocalDateTime> of(LocalDateTime start, String rule);
    }

    private final long seed;
    private final FirstInstance firstInstance;

    CalendarGenerator(long seed, FirstInstance firstInstance) {
        this.seed = seed;
        this.firstInstance = firstInstance;
    }

    GeneratedCalendar make(int id) {
        return new Run(id).make();
    }

    /** How the series' times are written. */
    private enum Form {
        ZONED,
        UTC,
        FLOATING,
        DATE
    }

    private final class Run {
        private final int id;
        private final Random random;
        private final Set<Feature> features = EnumSet.noneOf(Feature.class);
        private final List<String> lines = new ArrayList<>();
        private final ZoneId zone;
        private final Form form;
        private LocalDateTime start;

        Run(int id) {
            this.id = id;
            this.random = new Random(seed * 1_000_003L + id);
            random.nextInt();
            this.zone = ZoneId.of(pick(ZONES));
            this.form = pick(List.of(
                    Form.ZONED, Form.ZONED, Form.ZONED, Form.ZONED, Form.ZONED, Form.UTC, Form.FLOATING, Form.DATE));
            this.start = startTime();
        }

        GeneratedCalendar make() {
            lines.addAll(List.of("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example.com//generated//EN"));
            lines.addAll(ZoneText.of(zone, ZONES_FROM, ZONES_TO));
            RuleText rule = new RuleText(random, start, form == Form.DATE, features);
            String written = rule.write(until -> form == Form.DATE ? DATE.format(until) : until(until));
            synchronize(written);
            begin();
            lines.add(property("DTSTART", start));
            lines.add(duration());
            lines.add("RRULE:" + written);
            List<LocalDateTime> instances = rule.plainInstances();
            if (chance(35)) {
                exceptions(instances);
            }
            if (chance(15)) {
                extraDates();
            }
            common();
            lines.add("END:VEVENT");
            if (!instances.isEmpty() && chance(35)) {
                changes(instances);
            }
            lines.add("END:VCALENDAR");
            describe();
            return new GeneratedCalendar(id, String.join("\r\n", lines) + "\r\n", zone, window(), features);
        }

        /** A start that the rule does not name makes a set that RFC 5545 leaves undefined: only a few are left so. */
        private void synchronize(String rule) {
            Optional<LocalDateTime> first = firstInstance.of(start, rule);
            if (first.equals(Optional.of(start))) {
                return;
            }
            if (first.isEmpty() || rule.contains("UNTIL") && isPast(rule, first.get()) || chance(4)) {
                features.add(Feature.START_IS_NO_INSTANCE);
            } else {
                start = first.get();
            }
        }

        private static boolean isPast(String rule, LocalDateTime start) {
            String until = rule.replaceFirst(".*UNTIL=(\\d{8}).*", "$1");
            return LocalDate.parse(until, DATE).isBefore(start.toLocalDate().plusDays(2));
        }

        private void begin() {
            lines.addAll(List.of("BEGIN:VEVENT", "UID:" + id + "@example.com", "DTSTAMP:20200101T000000Z"));
        }

        private void common() {
            if (chance(10)) {
                lines.add("STATUS:TENTATIVE");
            }
            if (chance(3)) {
                lines.add("TRANSP:TRANSPARENT");
            }
        }

        private void describe() {
            if (form == Form.DATE) {
                features.add(Feature.ALL_DAY);
            }
            if (form == Form.FLOATING) {
                features.add(Feature.FLOATING);
            }
        }

        /** Near the hours in which clocks are changed, more often than not. */
        private LocalDateTime startTime() {
            LocalDate day = LocalDate.of(2008 + random.nextInt(18), 1 + random.nextInt(12), 1 + random.nextInt(28));
            if (form == Form.DATE) {
                return day.atStartOfDay();
            }
            if (chance(25)) {
                day = day.withMonth(pick(List.of(3, 10, 11, 4))).withDayOfMonth(24 + random.nextInt(5));
            }
            LocalTime time = chance(60)
                    ? pick(List.of(
                            LocalTime.of(0, 0),
                            LocalTime.of(0, 30),
                            LocalTime.of(1, 30),
                            LocalTime.of(2, 0),
                            LocalTime.of(2, 15),
                            LocalTime.of(2, 30),
                            LocalTime.of(3, 0),
                            LocalTime.of(23, 30)))
                    : LocalTime.of(random.nextInt(24), 15 * random.nextInt(4));
            return day.atTime(time);
        }

        private String duration() {
            if (form == Form.DATE) {
                int days = 1 + random.nextInt(3);
                return chance(50) ? "DTEND;VALUE=DATE:" + DATE.format(start.plusDays(days)) : "DURATION:P" + days + "D";
            }
            int minutes = pick(List.of(15, 30, 60, 60, 90, 180, 600));
            return switch (random.nextInt(4)) {
                case 0 -> property("DTEND", start.plusMinutes(minutes));
                case 1 -> {
                    features.add(Feature.NOMINAL_DURATION);
                    yield "DURATION:P1DT" + minutes + "M";
                }
                default -> "DURATION:PT" + minutes + "M";
            };
        }

        private void exceptions(List<LocalDateTime> instances) {
            if (instances.isEmpty()) {
                return;
            }
            features.add(Feature.EXDATE);
            int count = 1 + random.nextInt(3);
            for (int k = 0; k < count; k++) {
                lines.add(property("EXDATE", pick(instances)));
            }
        }

        private void extraDates() {
            LocalDateTime extra = start.plusDays(1 + random.nextInt(400))
                    .plusMinutes(form == Form.DATE ? 0 : 15L * random.nextInt(96));
            if (form != Form.DATE && chance(30)) {
                features.add(Feature.RDATE_PERIOD);
                String name = form == Form.ZONED ? "RDATE;VALUE=PERIOD;TZID=" + zone.getId() : "RDATE;VALUE=PERIOD";
                lines.add(name + ":" + value(extra) + "/PT45M");
            } else {
                features.add(Feature.RDATE);
                lines.add(property("RDATE", extra));
            }
        }

        private void changes(List<LocalDateTime> instances) {
            LocalDateTime changed = pick(instances);
            boolean future = chance(25) && form != Form.DATE;
            begin();
            lines.add("SEQUENCE:1");
            String id = property("RECURRENCE-ID", changed);
            lines.add(future ? id.replaceFirst("RECURRENCE-ID", "RECURRENCE-ID;RANGE=THISANDFUTURE") : id);
            features.add(future ? Feature.THIS_AND_FUTURE : Feature.CHANGED_INSTANCE);
            LocalDateTime moved = form == Form.DATE
                    ? changed.plusDays(random.nextInt(3))
                    : changed.plusMinutes(15L * (random.nextInt(40) - 20));
            lines.add(property("DTSTART", moved));
            if (form == Form.DATE) {
                lines.add("DTEND;VALUE=DATE:" + DATE.format(moved.plusDays(1 + random.nextInt(2))));
            } else {
                lines.add("DURATION:PT" + pick(List.of(20, 45, 120)) + "M");
            }
            if (!future && chance(25)) {
                features.add(Feature.CANCELLED_INSTANCE);
                lines.add("STATUS:CANCELLED");
            }
            lines.add("END:VEVENT");
        }

        private TimeSpan window() {
            int days = pick(List.of(28, 28, 92, 366));
            LocalDate first = start.toLocalDate()
                    .plusDays(chance(40) ? 0 : random.nextInt(1500))
                    .minusDays(3);
            Instant from = first.atStartOfDay().toInstant(ZoneOffset.UTC);
            return new TimeSpan(from, from.plus(Duration.ofDays(days)));
        }

        private String property(String name, LocalDateTime time) {
            return switch (form) {
                case ZONED -> name + ";TZID=" + zone.getId() + ":" + value(time);
                case UTC, FLOATING -> name + ":" + value(time);
                case DATE -> name + ";VALUE=DATE:" + DATE.format(time);
            };
        }

        private String value(LocalDateTime time) {
            return LOCAL.format(time) + (form == Form.UTC ? "Z" : "");
        }

        /** In UTC where the start has a zone, else like the start (RFC 5545 section 3.3.10). */
        private String until(LocalDateTime local) {
            return switch (form) {
                case ZONED ->
                    LOCAL.format(local.atZone(zone)
                                    .withZoneSameInstant(ZoneOffset.UTC)
                                    .toLocalDateTime()) + "Z";
                default -> value(local);
            };
        }

        private boolean chance(int percent) {
            return random.nextInt(100) < percent;
        }

        private <T> T pick(List<T> choices) {
            return choices.get(random.nextInt(choices.size()));
        }
    }
}
