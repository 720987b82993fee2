package org.pawn.freebusy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pawn.presence.Activity;
import org.pawn.presence.Availability;
import org.pawn.presence.CalendarState;
import org.pawn.presence.FreeGap;
import org.pawn.presence.OutOfOffice;
import org.pawn.presence.PresenceRecord;
import org.pawn.presence.Schedule;
import org.pawn.presence.Source;
import org.pawn.presence.WorkingTime;
import org.pawn.time.Moment;

/**
 * What a calendar says of its owner at one moment: a pure function. An all-day event counts only as out of office or
 * elsewhere; a tentative one sets the schedule and makes nobody busy; one over eight hours makes busy and no meeting.
 */
final class ScheduleReading {
    private static final Duration LONG = Duration.ofHours(8);
    private static final int MAX_GAPS = 64;
    private static final int MAX_SITUATIONS = 32;
    private static final String ELSEWHERE = "elsewhere";

    private final PersonCalendar calendar;
    private final Moment now;
    private final List<CalendarEvent> counting;

    ScheduleReading(PersonCalendar calendar, Moment now) {
        this.calendar = calendar;
        this.now = now;
        this.counting =
                calendar.events().stream().filter(ScheduleReading::counts).toList();
    }

    private static boolean counts(CalendarEvent event) {
        return switch (event.kind()) {
            case TENTATIVE, BUSY -> !event.allDay();
            case OUT_OF_OFFICE, ELSEWHERE -> true;
        };
    }

    CalendarState state() {
        if (calendar.coverage(now.wall()) != Coverage.KNOWN) {
            return new CalendarState(
                    Schedule.UNKNOWN, List.of(), Optional.empty(), Optional.empty(), working(), List.of());
        }
        List<CalendarEvent> running = runningAt(now.wall());
        return new CalendarState(
                schedule(),
                running.stream()
                        .filter(event -> event.kind() == CalendarEvent.Kind.BUSY)
                        .limit(MAX_SITUATIONS)
                        .map(this::situation)
                        .toList(),
                running.stream()
                        .filter(event -> event.kind() == CalendarEvent.Kind.OUT_OF_OFFICE)
                        .map(CalendarEvent::end)
                        .max(Comparator.naturalOrder())
                        .map(until -> new OutOfOffice(Optional.of(until), Optional.empty())),
                running.stream().anyMatch(event -> event.kind() == CalendarEvent.Kind.ELSEWHERE)
                        ? Optional.of(ELSEWHERE)
                        : Optional.empty(),
                working(),
                gaps());
    }

    /** The next instant at which {@link #state} can differ; at the latest the end of what was expanded. */
    Instant nextChange() {
        Stream<Instant> hours = Stream.of(calendar.hours(), calendar.usable())
                .flatMap(List::stream)
                .flatMap(span -> Stream.of(span.start(), span.end()));
        Stream<Instant> bounds = Stream.concat(
                calendar.freshUntil().stream(), Stream.of(calendar.window().end()));
        return Stream.of(edges(), hours, bounds)
                .flatMap(Function.identity())
                .filter(edge -> edge.isAfter(now.wall()))
                .min(Comparator.naturalOrder())
                .orElse(calendar.window().end());
    }

    private List<CalendarEvent> runningAt(Instant instant) {
        return counting.stream()
                .filter(event -> !event.start().isAfter(instant) && event.end().isAfter(instant))
                .toList();
    }

    /** Whether one of the calendars does not speak of that moment. */
    private boolean isSilent(Instant instant) {
        return calendar.unknown().stream().anyMatch(span -> span.contains(instant));
    }

    private Stream<Instant> edges() {
        return Stream.concat(
                counting.stream().flatMap(event -> Stream.of(event.start(), event.end())),
                calendar.unknown().stream().flatMap(span -> Stream.of(span.start(), span.end())));
    }

    private PresenceRecord situation(CalendarEvent event) {
        boolean isLong = Duration.between(event.start(), event.end()).compareTo(LONG) > 0;
        Activity.Kind activity = event.withOthers() ? Activity.Kind.IN_A_MEETING : Activity.Kind.APPOINTMENT;
        return new PresenceRecord(
                Source.CALENDAR,
                event.id().length() <= 255
                        ? event.id()
                        : event.id().substring(event.id().length() - 255),
                Optional.of(Availability.BUSY),
                isLong ? List.of() : List.of(Activity.of(activity)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                0,
                event.start(),
                Optional.empty(),
                now.nanos(),
                now.nanosAt(event.end()),
                Optional.empty(),
                false);
    }

    private Schedule schedule() {
        Schedule.State state = stateAt(now.wall());
        Optional<Instant> until = edges().filter(
                        edge -> edge.isAfter(now.wall()) && calendar.window().contains(edge))
                .sorted()
                .filter(edge -> stateAt(edge) != state)
                .findFirst();
        if (state == Schedule.State.UNKNOWN) {
            return Schedule.UNKNOWN;
        }
        boolean isFree = state == Schedule.State.FREE || state == Schedule.State.ELSEWHERE;
        return new Schedule(state, until, isFree ? Optional.of(now.wall()) : freeAt(), until.map(this::stateAt));
    }

    private Schedule.State stateAt(Instant instant) {
        Schedule.State state = runningAt(instant).stream()
                .map(CalendarEvent::kind)
                .max(Comparator.naturalOrder())
                .map(ScheduleReading::stateOf)
                .orElse(Schedule.State.FREE);
        boolean claimsFree = state == Schedule.State.FREE || state == Schedule.State.ELSEWHERE;
        return claimsFree && isSilent(instant) ? Schedule.State.UNKNOWN : state;
    }

    private static Schedule.State stateOf(CalendarEvent.Kind kind) {
        return switch (kind) {
            case ELSEWHERE -> Schedule.State.ELSEWHERE;
            case TENTATIVE -> Schedule.State.TENTATIVE;
            case BUSY -> Schedule.State.BUSY;
            case OUT_OF_OFFICE -> Schedule.State.OUT_OF_OFFICE;
        };
    }

    private Optional<Instant> freeAt() {
        return gaps().stream().map(FreeGap::start).findFirst();
    }

    private List<FreeGap> gaps() {
        List<BusyInterval> busy = new ArrayList<>();
        counting.forEach(event -> event.busy().ifPresent(busy::add));
        calendar.unknown().forEach(span -> busy.add(new BusyInterval(span.start(), span.end(), BusyType.BUSY)));
        TimeSpan ahead = new TimeSpan(now.wall(), calendar.window().end());
        return FreeTime.gaps(ahead, FreeGap.USABLE, BusyInterval.merge(busy), calendar.usable())
                .limit(MAX_GAPS)
                .map(span -> new FreeGap(span.start(), span.end()))
                .toList();
    }

    private WorkingTime working() {
        boolean isUsable = calendar.usable().stream().anyMatch(span -> span.contains(now.wall()));
        if (isUsable && calendar.hours().stream().noneMatch(span -> span.contains(now.wall()))) {
            return WorkingTime.UNKNOWN;
        }
        for (TimeSpan span : calendar.hours()) {
            if (span.contains(now.wall())) {
                return new WorkingTime(WorkingTime.State.WORKING, Optional.of(span.end()));
            }
            if (span.start().isAfter(now.wall())) {
                return new WorkingTime(WorkingTime.State.OFF, Optional.of(span.start()));
            }
        }
        return new WorkingTime(WorkingTime.State.OFF, Optional.empty());
    }
}
