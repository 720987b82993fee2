package org.pawn.calendar.ical;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pawn.freebusy.BusyInterval;
import org.pawn.freebusy.BusyType;
import org.pawn.freebusy.CalendarEvent;
import org.pawn.freebusy.CalendarExpansion;
import org.pawn.freebusy.CalendarOwner;
import org.pawn.freebusy.CalendarProblem;
import org.pawn.freebusy.TimeSpan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file's expansion over one window. Each component stands alone: what is broken or costs too much is named and left
 * out. Series that cost little go first, so that a hostile one finds the others done.
 */
final class Expansion {
    static final String UNEXPECTED = "it could not be read";
    private static final Logger LOG = LoggerFactory.getLogger(Expansion.class);
    private static final long FIRST_LOAN = 64;
    private static final long LAST_LOAN = 4_096;
    private static final long WHOLE_BUDGET = Long.MAX_VALUE;

    private final CalendarOwner owner;
    private final TimeSpan window;
    private final Budget budget;
    private final List<CalendarProblem> problems;
    private final EntryName names;
    private final List<CalendarEvent> events = new ArrayList<>();
    private final List<BusyInterval> busy = new ArrayList<>();
    private final List<TimeSpan> unknown = new ArrayList<>();
    private final List<Runnable> workingTimes =
            new ArrayList<>(); // after the events, which a costly one must not starve
    private final List<Availability> availabilities = new ArrayList<>();
    private final Map<String, List<EventPart>> parts = new LinkedHashMap<>(); // by UID, of the whole file
    private final List<Series> costly = new ArrayList<>();
    private int understood;
    private boolean isWhole = true;
    private Optional<Duration> refreshInterval = Optional.empty();

    Expansion(CalendarOwner owner, TimeSpan window, Budget budget, List<CalendarProblem> problems) {
        this.owner = owner;
        this.window = window;
        this.budget = budget;
        this.problems = problems;
        this.names = new EntryName(problems);
    }

    void add(IcalComponent calendar) {
        names.note(calendar);
        refreshInterval = refreshInterval.or(() -> refreshInterval(calendar));
        Zones zones = new Zones(calendar, owner.zone(), budget);
        EventReader reader = new EventReader(zones, owner, this::report);
        addEvents(calendar.children("VEVENT"), reader);
        if (EntryName.isIn(calendar)) { // all of a UID is in it (RFC 4791 section 4.1); another may be another's copy
            expandEvents();
        }
        addFreeBusy(calendar, zones);
        for (IcalComponent component : calendar.children("VAVAILABILITY")) {
            workingTimes.add(() -> guarded(
                    component,
                    () -> new AvailabilityReader(zones, reader, budget, this::report)
                            .read(component, window)
                            .ifPresent(availabilities::add)));
        }
    }

    /** A calendar of nothing but published busy time speaks of the published spans alone (RFC 5546 section 3.3.1). */
    private void addFreeBusy(IcalComponent calendar, Zones zones) {
        List<IcalComponent> components = calendar.children("VFREEBUSY");
        List<TimeSpan> spoken = new ArrayList<>();
        boolean asks =
                calendar.text("METHOD").filter("REQUEST"::equalsIgnoreCase).isPresent();
        for (IcalComponent component : components) {
            guarded(component, () -> {
                if (asks) {
                    throw new BrokenComponent("it asks for busy time and states none");
                }
                FreeBusyReader.Reading reading = new FreeBusyReader(zones, this::report).read(component);
                reading.busy().forEach(this::addPublished);
                unknown.addAll(clipped(reading.unknown()));
                spoken.addAll(reading.spoken());
            });
        }
        boolean isBusyTimeAlone = calendar.children("VEVENT").isEmpty()
                && calendar.children("VAVAILABILITY").isEmpty();
        if (isBusyTimeAlone && !components.isEmpty()) {
            unknown.addAll(window.without(TimeSpan.merge(spoken)));
        }
    }

    private void addPublished(BusyInterval interval) {
        interval.within(window).ifPresent(part -> {
            busy.add(part);
            events.add(published(interval));
        });
    }

    /** An event of which nothing else is known; "unavailable" does not say that somebody is out of office. */
    private static CalendarEvent published(BusyInterval interval) {
        CalendarEvent.Kind kind =
                interval.type() == BusyType.BUSY_TENTATIVE ? CalendarEvent.Kind.TENTATIVE : CalendarEvent.Kind.BUSY;
        String id = "freebusy " + interval.start() + " " + interval.end();
        return new CalendarEvent(id, interval.start(), interval.end(), kind, false, false, Optional.empty());
    }

    private List<TimeSpan> clipped(List<TimeSpan> spans) {
        return spans.stream()
                .flatMap(span -> span.intersection(window).stream())
                .toList();
    }

    private static Optional<Duration> refreshInterval(IcalComponent calendar) {
        try {
            return calendar.first("REFRESH-INTERVAL")
                    .or(() -> calendar.first("X-PUBLISHED-TTL"))
                    .map(line -> Extent.parse(line).exact());
        } catch (BrokenComponent unreadable) {
            return Optional.empty();
        }
    }

    private void addEvents(List<IcalComponent> components, EventReader reader) {
        for (IcalComponent component : components) {
            guarded(component, () -> {
                EventPart part = reader.read(component, component.line());
                parts.computeIfAbsent(part.uid(), uid -> new ArrayList<>()).add(part);
            });
        }
    }

    private void expandEvents() {
        List<Series> untried = parts.values().stream().map(Series::new).toList();
        parts.clear();
        for (long loan = FIRST_LOAN; loan <= LAST_LOAN && !untried.isEmpty(); loan *= 4) {
            long most = loan;
            untried =
                    untried.stream().filter(series -> !tryExpand(series, most)).toList();
        }
        costly.addAll(untried);
    }

    private void addCostly() {
        for (Series series : costly) {
            if (!tryExpand(series, WHOLE_BUDGET)) {
                understood--;
                tooMany(series.line(), "VEVENT");
            }
        }
    }

    private boolean tryExpand(Series series, long candidates) {
        budget.lend(candidates);
        try {
            events.addAll(series.occurrences(window, budget));
            return true;
        } catch (BudgetExceeded tooMany) {
            return false;
        } catch (RuntimeException unexpected) { // one series never spoils the file
            unexpected(series.line(), "VEVENT", unexpected);
            return true;
        }
    }

    private void guarded(IcalComponent component, Runnable work) {
        budget.lend(WHOLE_BUDGET);
        try {
            work.run();
            understood++;
        } catch (BrokenComponent broken) {
            report(component, broken.reason());
        } catch (BudgetExceeded tooMany) {
            tooMany(component.line(), component.name());
        } catch (RuntimeException unexpected) { // one component never spoils the file
            unexpected(component.line(), component.name(), unexpected);
        }
    }

    private void unexpected(int line, String component, RuntimeException failure) {
        LOG.error("a {} could not be read", component, withoutWords(failure));
        report(line, component, UNEXPECTED);
    }

    /** Messages of such failures may quote the calendar, which is nobody's to log. */
    private static Throwable withoutWords(RuntimeException failure) {
        Throwable bare = new IllegalStateException(failure.getClass().getName());
        bare.setStackTrace(failure.getStackTrace());
        return bare;
    }

    private void tooMany(int line, String component) {
        isWhole = false;
        report(line, component, "its recurrence makes more instances than are computed");
    }

    private void report(IcalComponent component, String reason) {
        report(component.line(), component.name(), reason);
    }

    private void report(ContentLine line, String reason) {
        report(line.number(), line.name(), reason);
    }

    private void report(int line, String component, String reason) {
        if (problems.size() < IcalReader.MAX_PROBLEMS) {
            problems.add(new CalendarProblem(line, component, reason));
        }
    }

    CalendarExpansion result() {
        expandEvents();
        workingTimes.forEach(Runnable::run);
        addCostly();
        names.tell();
        for (CalendarEvent event : events) {
            event.busy().flatMap(interval -> interval.within(window)).ifPresent(busy::add);
        }
        availabilities.sort(Comparator.comparingInt(Availability::strength));
        Availability.Layers layers = new Availability.Layers(window, availabilities);
        List<TimeSpan> available = layers.available();
        List<TimeSpan> stated = layers.stated();
        return new CalendarExpansion(
                events.stream()
                        .sorted(Comparator.comparing(CalendarEvent::start).thenComparing(CalendarEvent::end))
                        .toList(),
                layers.busyUnder(BusyInterval.merge(busy)),
                available,
                stated,
                TimeSpan.merge(unknown),
                isWhole,
                understood,
                refreshInterval,
                problems);
    }
}
