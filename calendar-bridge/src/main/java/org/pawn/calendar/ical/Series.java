package org.pawn.calendar.ical;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.pawn.freebusy.CalendarEvent;
import org.pawn.freebusy.TimeSpan;

/**
 * All parts of one UID: the series, if the file has it, and the occurrences that were changed. Of several revisions of
 * one part the latest counts.
 */
final class Series {
    /** A time at which the series happens by its own rules, before anything was changed. */
    private record Original(IcalTime start, Extent extent) {}

    /** Reaches past every shift of a zone, so that walks in local time see the whole window. */
    private static final Duration MARGIN = Duration.ofDays(2);

    private final Optional<EventPart> master;
    private final List<EventPart> changed = new ArrayList<>();

    /** By the occurrence, the change that has it: one alone, or the first of "this and future". */
    private final Map<Instant, EventPart> stated = new HashMap<>();

    Series(Collection<EventPart> parts) {
        if (parts.size() == 1 && parts.iterator().next().recurrenceId().isEmpty()) {
            master = Optional.of(parts.iterator().next());
            return;
        }
        master = parts.stream().filter(part -> part.recurrenceId().isEmpty()).max(EventPart.BY_REVISION);
        Map<String, EventPart> latest = new HashMap<>();
        for (EventPart part : parts) {
            part.recurrenceId().ifPresent(id -> {
                Instant original = original(id);
                latest.merge(original + "/" + part.andFuture(), part, Series::later);
                stated.merge(original, part, Series::later);
            });
        }
        changed.addAll(latest.values());
    }

    private static EventPart later(EventPart a, EventPart b) {
        return EventPart.BY_REVISION.compare(a, b) > 0 ? a : b;
    }

    /** When the occurrence would be that an id names, however the id is written. */
    private Instant original(IcalTime id) {
        return master.map(series -> new OccurrenceTimes(series).inSeries(id)).orElseGet(id::instant);
    }

    int line() {
        return master.or(() -> changed.stream().findFirst())
                .map(EventPart::order)
                .orElse(0);
    }

    /** The occurrences that overlap {@code window}, in no order. */
    List<CalendarEvent> occurrences(TimeSpan window, Budget budget) {
        List<CalendarEvent> events = new ArrayList<>();
        for (EventPart part : stated.values()) {
            Instant recurrence = part.recurrenceId().orElse(part.start()).instant();
            part.occurrence(part.start(), part.extent(), recurrence, window).ifPresent(events::add);
        }
        master.ifPresent(series -> addUnchanged(series, window, budget, events));
        return events;
    }

    private void addUnchanged(EventPart series, TimeSpan window, Budget budget, List<CalendarEvent> events) {
        if (changed.isEmpty() && series.repetition().isOnce()) { // most events
            series.once(window).ifPresent(events::add);
            return;
        }
        OccurrenceTimes replaced = new OccurrenceTimes(series);
        TreeMap<Instant, EventPart> onwards = new TreeMap<>();
        for (EventPart part : changed) {
            IcalTime id = part.recurrenceId().orElseThrow();
            replaced.add(id);
            if (part.andFuture()) {
                onwards.put(replaced.inSeries(id), part);
            }
        }
        for (Map.Entry<Instant, Original> entry :
                originals(series, reach(series, window), budget).entrySet()) {
            Original original = entry.getValue();
            if (replaced.contains(original.start())) {
                continue;
            }
            Map.Entry<Instant, EventPart> from = onwards.floorEntry(entry.getKey());
            Optional<CalendarEvent> event = from == null
                    ? series.occurrence(original.start(), original.extent(), entry.getKey(), window)
                    : moved(from.getValue(), from.getKey(), original, entry.getKey(), window);
            event.ifPresent(events::add);
        }
    }

    /** An occurrence after a change to "this and future": as far from the changed one as it was from the original. */
    private static Optional<CalendarEvent> moved(
            EventPart part, Instant first, Original original, Instant instant, TimeSpan window) {
        Duration later = Duration.between(
                original.start().localAt(first), original.start().local());
        IcalTime start = part.start().at(part.start().local().plus(later));
        return part.occurrence(start, part.extent(), instant, window);
    }

    /** Where originals must lie to make an occurrence in {@code window}, whatever was moved. */
    private TimeSpan reach(EventPart series, TimeSpan window) {
        Duration back = series.extent().atMost();
        for (EventPart.Repetition.Extra extra : series.repetition().dates()) {
            back = longer(back, extra.extent().map(Extent::atMost).orElse(Duration.ZERO));
        }
        Duration moved = Duration.ZERO;
        for (EventPart part : changed) {
            if (part.andFuture()) {
                Instant from = part.recurrenceId().orElseThrow().instant();
                moved = longer(
                        moved, Duration.between(from, part.start().instant()).abs());
                back = longer(back, part.extent().atMost());
            }
        }
        Duration margin = moved.plus(MARGIN);
        return new TimeSpan(
                window.start().minus(back).minus(margin), window.end().plus(margin));
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static TreeMap<Instant, Original> originals(EventPart series, TimeSpan reach, Budget budget) {
        TreeMap<Instant, Original> originals = new TreeMap<>();
        IcalTime start = series.start();
        EventPart.Repetition repetition = series.repetition();
        if (repetition.rules().isEmpty()) {
            originals.put(start.instant(), new Original(start, series.extent()));
        }
        for (RecurrenceRule rule : repetition.rules()) {
            for (IcalTime time : walk(rule, start, reach, budget)) {
                // equal instants count once: the later local time, for the earlier one falls into a gap
                originals.put(time.instant(), new Original(time, series.extent()));
            }
        }
        for (EventPart.Repetition.Extra extra : repetition.dates()) {
            budget.candidate();
            IcalTime time = inKindOf(start, extra.start());
            originals.put(time.instant(), new Original(time, extra.extent().orElse(series.extent())));
        }
        OccurrenceTimes excepted = new OccurrenceTimes(series);
        repetition.except().forEach(excepted::add);
        for (RecurrenceRule rule : repetition.exceptions()) {
            walk(rule, start, reach, budget).forEach(excepted::add);
        }
        originals.values().removeIf(original -> excepted.contains(original.start()));
        return originals;
    }

    /** An RDATE of an all-day series is a date, and a date in a timed series is its midnight there. */
    private static IcalTime inKindOf(IcalTime start, IcalTime extra) {
        if (start.isDate()) {
            return start.at(extra.date().atStartOfDay());
        }
        return extra.isDate() ? start.at(extra.local()) : extra;
    }

    private static List<IcalTime> walk(RecurrenceRule rule, IcalTime start, TimeSpan reach, Budget budget) {
        List<IcalTime> times = new ArrayList<>();
        RuleWalk walk = new RuleWalk(rule, start.local(), local -> isPastUntil(rule, start.at(local)), budget);
        walk.walk(start.localAt(reach.start()), start.localAt(reach.end()), local -> {
            LocalDateTime time = start.isDate() ? local.toLocalDate().atStartOfDay() : local;
            times.add(start.at(time));
        });
        return times;
    }

    /** UNTIL is inclusive; a date means its whole day, and of a time for an all-day series only the date counts. */
    private static boolean isPastUntil(RecurrenceRule rule, IcalTime time) {
        if (rule.until().isEmpty()) {
            return false;
        }
        IcalTime until = rule.until().get();
        if (time.isDate() || until.isDate()) {
            return time.date().isAfter(until.date());
        }
        return until.form() == IcalTime.Form.FLOATING
                ? time.local().isAfter(until.local())
                : time.instant().isAfter(until.instant());
    }

    /** Times that name occurrences of one series, in whatever form they were written. */
    private static final class OccurrenceTimes {
        private final IcalTime start;
        private final Set<Instant> instants = new HashSet<>();
        private final Set<LocalDate> wholeDays = new HashSet<>();

        OccurrenceTimes(EventPart series) {
            this.start = series.start();
        }

        void add(IcalTime time) {
            if (time.isDate() && !start.isDate()) {
                wholeDays.add(time.date());
                return;
            }
            instants.add(inSeries(time));
            if (time.form() == IcalTime.Form.FLOATING && !start.isDate()) {
                instants.add(time.instant());
            }
        }

        /** The occurrence that it names; a date names that of the day, by the time of day of the first. */
        Instant inSeries(IcalTime time) {
            if (!start.isDate()) {
                return switch (time.form()) {
                    case DATE ->
                        start.at(time.date().atTime(start.local().toLocalTime()))
                                .instant();
                    case FLOATING -> start.at(time.local()).instant(); // surely meant as the series' own time
                    case UTC, ZONED -> time.instant();
                };
            }
            boolean isMidnight = time.local().toLocalTime().toSecondOfDay() == 0;
            LocalDate date =
                    isMidnight ? time.date() : start.localAt(time.instant()).toLocalDate();
            return start.at(date.atStartOfDay()).instant();
        }

        boolean contains(IcalTime original) {
            return instants.contains(original.instant()) || wholeDays.contains(original.date());
        }
    }
}
