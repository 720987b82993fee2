package org.pawn.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pawn.address.AddressOfRecord;
import org.pawn.time.Moment;

/** One person's sources, said one after the other by a test at {@link #NOW}, and what composing makes of them. */
final class ComposedPerson {
    static final Moment NOW = new Moment(Instant.parse("2030-03-04T10:00:00Z"), 100_000_000_000_000L);

    private static final AddressOfRecord ALICE = AddressOfRecord.parse("alice@example.com");

    private final List<PresenceRecord> records = new ArrayList<>();
    private ByHand byHand = ByHand.NOTHING;
    private CalendarState calendar = CalendarState.UNKNOWN;
    private CompositionPolicy policy = CompositionPolicy.DEFAULT;
    private long restoredUntilNanos = in(Duration.ofSeconds(120));
    private boolean isDeviceless;

    /** A live record that has said so for a minute. */
    static PresenceRecord record(Source source, String id, Availability availability) {
        return PresenceRecord.of(source, id, availability, ago(Duration.ofMinutes(1)), in(Duration.ofHours(8)))
                .renewed(NOW, in(Duration.ofHours(8)));
    }

    static PresenceRecord device(Availability availability) {
        return record(Source.DEVICE, "desk", availability);
    }

    static PresenceRecord session(Availability availability) {
        return record(Source.SESSION, "app", availability);
    }

    /** A session that was renewed for the last time {@code quiet} ago. */
    static PresenceRecord session(Availability availability, Duration quiet) {
        return session(availability).renewed(ago(quiet), in(Duration.ofHours(8)));
    }

    static PresenceRecord remote(Availability availability) {
        return record(Source.REMOTE, "example.org", availability);
    }

    static PresenceRecord phone() {
        return record(Source.REGISTRATION, "phone", Availability.AVAILABLE);
    }

    static PresenceRecord call() {
        return record(Source.CALL, "call", Availability.BUSY);
    }

    static PresenceRecord administrator(Availability availability) {
        return record(Source.ADMINISTRATOR, "admin", availability);
    }

    /** A running event of the calendar that says nothing but what the person does. */
    static PresenceRecord event(Activity.Kind... kinds) {
        List<Activity> activities = new ArrayList<>();
        for (Activity.Kind kind : kinds) {
            activities.add(Activity.of(kind));
        }
        return record(Source.CALENDAR, "event", Availability.UNKNOWN)
                .withoutAvailability()
                .withActivities(activities);
    }

    static PresenceRecord meeting() {
        return event(Activity.Kind.IN_A_MEETING);
    }

    /** Chosen half a minute ago, for an hour: after what {@link #record} said. */
    static ManualState chosen(Availability availability, Activity.Kind... kinds) {
        List<Activity> activities = new ArrayList<>();
        for (Activity.Kind kind : kinds) {
            activities.add(Activity.of(kind));
        }
        return new ManualState(
                availability,
                activities,
                Optional.empty(),
                ago(Duration.ofSeconds(30)).wall(),
                NOW.wall().plus(Duration.ofHours(1)),
                ManualState.EndsEarly.NEVER,
                false);
    }

    static ManualState alwaysShown(ManualState state) {
        return new ManualState(
                state.availability(),
                state.activities(),
                state.note(),
                state.setAt(),
                state.until(),
                state.endsEarly(),
                true);
    }

    static ManualState noted(ManualState state, String note) {
        return new ManualState(
                state.availability(),
                state.activities(),
                Optional.of(Note.of(note)),
                state.setAt(),
                state.until(),
                state.endsEarly(),
                state.alwaysShow());
    }

    static Moment ago(Duration span) {
        return new Moment(NOW.wall().minus(span), NOW.nanos() - span.toNanos());
    }

    static long in(Duration span) {
        return NOW.nanos() + span.toNanos();
    }

    static Instant wallIn(Duration span) {
        return NOW.wall().plus(span);
    }

    ComposedPerson says(PresenceRecord... said) {
        for (PresenceRecord record : said) {
            if (record.source() == Source.CALENDAR) {
                List<PresenceRecord> events = new ArrayList<>(calendar.situations());
                events.add(record);
                calendar = new CalendarState(
                        calendar.schedule(),
                        events,
                        calendar.outOfOffice(),
                        calendar.workLocation(),
                        calendar.working(),
                        calendar.gaps());
            } else {
                records.add(record);
            }
        }
        return this;
    }

    ComposedPerson chose(ManualState state) {
        byHand = byHand.with(Optional.of(state));
        return this;
    }

    ComposedPerson noted(String note, Optional<Instant> until) {
        byHand = byHand.withNote(Optional.of(new PersonalNote(Note.of(note), until)));
        return this;
    }

    ComposedPerson absent(Instant from, Instant until) {
        byHand = byHand.withAbsence(Optional.of(new Absence(from, until, Optional.of(Note.of("sailing")))));
        return this;
    }

    ComposedPerson worksAt(String place, Optional<Instant> until) {
        byHand = byHand.withWorkPlace(Optional.of(new WorkPlace(place, until)));
        return this;
    }

    ComposedPerson hours(WorkingTime.State state) {
        calendar = new CalendarState(
                calendar.schedule(),
                calendar.situations(),
                calendar.outOfOffice(),
                calendar.workLocation(),
                new WorkingTime(state, Optional.empty()),
                calendar.gaps());
        return this;
    }

    ComposedPerson scheduled(Schedule.State state, Optional<Instant> freeAt, FreeGap... gaps) {
        calendar = new CalendarState(
                new Schedule(state, Optional.empty(), freeAt),
                calendar.situations(),
                calendar.outOfOffice(),
                calendar.workLocation(),
                calendar.working(),
                List.of(gaps));
        return this;
    }

    /** What the calendar says beside its events. */
    ComposedPerson calendarSays(Optional<OutOfOffice> outOfOffice, Optional<String> workLocation) {
        calendar = new CalendarState(
                calendar.schedule(),
                calendar.situations(),
                outOfOffice,
                workLocation,
                calendar.working(),
                calendar.gaps());
        return this;
    }

    ComposedPerson registrationIs(CompositionPolicy.Registration registration) {
        policy = new CompositionPolicy(
                registration,
                policy.calendarOnly(),
                policy.focusDoesNotDisturb(),
                policy.idleAfter(),
                policy.awayAfter());
        return this;
    }

    ComposedPerson focusIsBusy() {
        policy = new CompositionPolicy(
                policy.registration(), policy.calendarOnly(), false, policy.idleAfter(), policy.awayAfter());
        return this;
    }

    /** Policy lets the calendar speak for who never had a device. */
    ComposedPerson calendarSpeaks() {
        policy = new CompositionPolicy(
                policy.registration(),
                CompositionPolicy.CalendarOnly.AVAILABLE,
                policy.focusDoesNotDisturb(),
                policy.idleAfter(),
                policy.awayAfter());
        return this;
    }

    ComposedPerson neverHadADevice() {
        isDeviceless = true;
        return this;
    }

    /** The server started {@code span} ago. */
    ComposedPerson restarted(Duration span) {
        restoredUntilNanos = in(Duration.ofSeconds(120).minus(span));
        return this;
    }

    PresenceDocument shown() {
        return composed(Duration.ZERO).document();
    }

    PresenceDocument shown(Duration later) {
        return composed(later).document();
    }

    List<Trace.Step> trace() {
        return composed(Duration.ZERO).trace().steps();
    }

    List<Rule> rules() {
        return trace().stream().map(Trace.Step::rule).toList();
    }

    /** From now to the next change; empty where none is ahead. */
    Optional<Duration> next() {
        return next(Duration.ZERO);
    }

    /** From now to the change that comes next after {@code later}. */
    Optional<Duration> next(Duration later) {
        var next = composed(later).nextNanos();
        return next.isPresent() ? Optional.of(NOW.until(next.getAsLong())) : Optional.empty();
    }

    private Composition composed(Duration later) {
        Sources sources = new Sources(List.copyOf(records), byHand, calendar, restoredUntilNanos, isDeviceless);
        return new Composer(policy)
                .compose(ALICE, sources, new Moment(NOW.wall().plus(later), NOW.nanos() + later.toNanos()));
    }
}
