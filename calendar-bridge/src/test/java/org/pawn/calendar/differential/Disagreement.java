package org.pawn.calendar.differential;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pawn.calendar.differential.GeneratedCalendar.Feature;
import org.pawn.freebusy.BusyInterval;

/** What another implementation makes of a calendar, where it is not what we make of it. */
record Disagreement(GeneratedCalendar calendar, String oracle, List<BusyInterval> ours, List<BusyInterval> theirs) {
    private static final Pattern RULE = Pattern.compile("RRULE:(\\S+)");
    private static final Pattern START = Pattern.compile("BEGIN:VEVENT[^#]*?DTSTART[^:]*:(\\d{8}T\\d{6})(Z?)");
    private static final String DAYS = "MOTUWETHFRSASU";
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd");

    boolean of(String... oracles) {
        return List.of(oracles).contains(oracle);
    }

    boolean has(Feature feature) {
        return calendar.has(feature);
    }

    /** Whether the rule has that text in it. */
    boolean rule(String pattern) {
        Matcher rule = RULE.matcher(calendar.text());
        return rule.find() && Pattern.compile(pattern).matcher(rule.group(1)).find();
    }

    boolean text(String pattern) {
        return Pattern.compile(pattern).matcher(calendar.text()).find();
    }

    /** Whether all that differs lies beside a change of the zone's clocks. */
    boolean onlyBesideClockChanges() {
        return differing().allMatch(this::isBesideClockChange);
    }

    /** Whether they only leave something out. */
    boolean theirsIsPartOfOurs() {
        return theirs.stream().allMatch(span -> covers(ours, span));
    }

    /** Whether they only add something. */
    boolean oursIsPartOfTheirs() {
        return ours.stream().allMatch(span -> covers(theirs, span));
    }

    /** Whether they only leave something out, but for what lies beside a change of the zone's clocks. */
    boolean theirsIsPartOfOursButBesideClockChanges() {
        return theirs.stream()
                .allMatch(span ->
                        covers(ours, span) || isBesideClockChange(span.start()) || isBesideClockChange(span.end()));
    }

    private static boolean covers(List<BusyInterval> spans, BusyInterval span) {
        return spans.stream()
                .anyMatch(
                        one -> !one.start().isAfter(span.start()) && !one.end().isBefore(span.end()));
    }

    boolean isIn(String zone) {
        return calendar.zone().getId().equals(zone) && text("TZID=" + zone);
    }

    /** Whether both have the same spans but for an hour, which some of them lie later or earlier. */
    boolean onlyMovedByAnHour() {
        List<BusyInterval> mine = without(ours, theirs);
        List<BusyInterval> others = without(theirs, ours);
        return mine.size() == others.size()
                && Stream.iterate(0, i -> i < mine.size(), i -> i + 1)
                        .allMatch(i -> isMovedByAnHour(mine.get(i), others.get(i)));
    }

    private static boolean isMovedByAnHour(BusyInterval one, BusyInterval other) {
        Duration moved = Duration.between(one.start(), other.start());
        return moved.abs().equals(Duration.ofHours(1)) && moved.equals(Duration.between(one.end(), other.end()));
    }

    /** Whether both start at the same times, and end at others. */
    boolean onlyEndsDiffer() {
        return starts(ours).equals(starts(theirs));
    }

    /** Whether the spans that only we have start at the local time of the whole series, and those that only they have do not. */
    boolean onlyOursStartByTheClock() {
        LocalTime usual = seriesStart().toLocalTime();
        return starts(without(ours, theirs)).stream()
                        .allMatch(start -> local(start).toLocalTime().equals(usual))
                && starts(without(theirs, ours)).stream()
                        .noneMatch(start -> local(start).toLocalTime().equals(usual));
    }

    /** Whether the spans that only they have lie in weeks that the rule's INTERVAL leaves out. */
    boolean theirsLieInOtherWeeks() {
        int interval = Integer.parseInt(part("INTERVAL").orElse("1"));
        DayOfWeek weekStart = DayOfWeek.of(DAYS.indexOf(part("WKST").orElse("MO")) / 2 + 1);
        LocalDate first = weekOf(seriesStart(), weekStart);
        List<Instant> others = starts(without(theirs, ours));
        return !others.isEmpty()
                && others.stream()
                        .noneMatch(start ->
                                ChronoUnit.WEEKS.between(first, weekOf(local(start), weekStart)) % interval == 0);
    }

    private static LocalDate weekOf(LocalDateTime time, DayOfWeek weekStart) {
        return time.toLocalDate().with(TemporalAdjusters.previousOrSame(weekStart));
    }

    /** Whether what only they have starts at times that the calendar excepts. */
    boolean theirsAreExcepted() {
        return starts(without(theirs, ours)).stream()
                .allMatch(start -> text("EXDATE[^:]*:" + LOCAL.format(local(start))));
    }

    /** Whether all that differs lies on days of instances that are changed. */
    boolean onlyOnDaysOfChanges() {
        return differing().allMatch(edge -> text("RECURRENCE-ID[^:]*:" + DAY.format(local(edge))));
    }

    /** Whether what only one of the two has is there, or is excepted, a day before or after. */
    boolean onlyMovedByADay() {
        return starts(without(ours, theirs)).stream().allMatch(start -> hasBeside(theirs, start))
                && starts(without(theirs, ours)).stream().allMatch(start -> hasBeside(ours, start));
    }

    private boolean hasBeside(List<BusyInterval> spans, Instant start) {
        Duration day = Duration.ofDays(1);
        return Stream.of(start.minus(day), start.plus(day))
                .anyMatch(
                        beside -> starts(spans).contains(beside) || text("EXDATE[^:]*:" + LOCAL.format(local(beside))));
    }

    private LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, calendar.zone());
    }

    private LocalDateTime seriesStart() {
        Matcher start = START.matcher(calendar.text());
        if (!start.find()) {
            throw new IllegalStateException("a calendar without a start");
        }
        LocalDateTime written = LocalDateTime.parse(start.group(1), LOCAL);
        return start.group(2).isEmpty() ? written : local(written.toInstant(ZoneOffset.UTC));
    }

    private Optional<String> part(String name) {
        Matcher rule = RULE.matcher(calendar.text());
        Matcher part = Pattern.compile(name + "=([^;]+)").matcher(rule.find() ? rule.group(1) : "");
        return part.find() ? Optional.of(part.group(1)) : Optional.empty();
    }

    private static List<Instant> starts(List<BusyInterval> spans) {
        return spans.stream().map(BusyInterval::start).toList();
    }

    /** Edges of spans that only one of the two has. */
    private Stream<Instant> differing() {
        List<Instant> mine = edges(without(ours, theirs));
        List<Instant> others = edges(without(theirs, ours));
        return Stream.concat(without(mine, others).stream(), without(others, mine).stream());
    }

    private static <T> List<T> without(List<T> all, List<T> left) {
        List<T> rest = new ArrayList<>(all);
        rest.removeAll(left);
        return rest;
    }

    private static List<Instant> edges(List<BusyInterval> spans) {
        return spans.stream()
                .flatMap(span -> Stream.of(span.start(), span.end()))
                .toList();
    }

    private boolean isBesideClockChange(Instant edge) {
        ZoneRules rules = calendar.zone().getRules();
        Duration reach = Duration.ofHours(72);
        ZoneOffsetTransition next = rules.nextTransition(edge.minus(reach));
        return next != null && next.getInstant().isBefore(edge.plus(reach));
    }

    /** What to look at when nobody can explain it. */
    @Override
    public String toString() {
        List<String> events = calendar.text()
                .lines()
                .dropWhile(line -> !line.equals("BEGIN:VEVENT"))
                .toList();
        return "calendar " + calendar.id() + " " + calendar.features() + " in " + calendar.window() + "\n    "
                + String.join("\n    ", events)
                + "\n  only ours: " + first(without(ours, theirs))
                + "\n  only " + oracle + ": " + first(without(theirs, ours));
    }

    private static List<BusyInterval> first(List<BusyInterval> spans) {
        return spans.stream().limit(5).toList();
    }
}
