package org.pawn.calendar.differential;

import java.time.Duration;
import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pawn.calendar.differential.GeneratedCalendar.Feature;
import org.pawn.freebusy.BusyInterval;

/** What another implementation makes of a calendar, where it is not what we make of it. */
record Disagreement(GeneratedCalendar calendar, String oracle, List<BusyInterval> ours, List<BusyInterval> theirs) {
    private static final Pattern RULE = Pattern.compile("RRULE:(\\S+)");

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
