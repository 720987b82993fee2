package org.pawn.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.pawn.address.AddressOfRecord;
import org.pawn.time.Moment;

/**
 * A person's live records, what they set by hand and their calendar, turned into one presence: a pure function of
 * these and the moment. The order of the steps is the order of the rules (RFC 4479 section 3 leaves them to us):
 * reachability, session aggregate with idle decay, situations that raise, the manual state, out of office, the
 * administrator.
 */
final class Composer {
    static final Duration IDLE_AFTER = Duration.ofMinutes(5);
    static final Duration AWAY_AFTER = Duration.ofMinutes(10);
    static final Duration SESSION_REACHES_FOR = Duration.ofMinutes(15);

    /** Ties: later since, then source and id in order. */
    private static final Comparator<PresenceRecord> LATEST = Comparator.comparing(PresenceRecord::since)
            .thenComparing(Comparator.comparing(PresenceRecord::source).reversed())
            .thenComparing(Comparator.comparing(PresenceRecord::id).reversed());

    private Composer() {}

    static Composition compose(AddressOfRecord presentity, Sources sources, Moment now) {
        return new Run(presentity, sources, now).compose();
    }

    /** One composition's working state. */
    private static final class Run {
        private final AddressOfRecord presentity;
        private final Sources sources;
        private final Moment now;
        private final List<PresenceRecord> reaching = new ArrayList<>();
        private final List<PresenceRecord> situations = new ArrayList<>();
        private final Optional<ManualState> manual;
        private Optional<PresenceRecord> administrator = Optional.empty();
        private Optional<Moment> lastActive = Optional.empty();
        private long nextNanos = Long.MAX_VALUE;

        private Availability availability = Availability.OFFLINE;
        private boolean idle;
        private boolean decayed;
        private final TreeSet<Activity> activities = new TreeSet<>();

        Run(AddressOfRecord presentity, Sources sources, Moment now) {
            this.presentity = presentity;
            this.sources = sources;
            this.now = now;
            this.manual = sources.byHand().manual().filter(state -> state.isLive(now.wall()));
        }

        Composition compose() {
            sort();
            aggregate();
            raise();
            applyManual();
            decorate();
            applyAdministrator();
            return new Composition(document(), nextNanos);
        }

        private void sort() {
            for (PresenceRecord record : sources.records()) {
                if (now.isPast(record.deadlineNanos())) {
                    continue;
                }
                wakeAt(record.deadlineNanos());
                sortLive(record);
            }
            sources.calendar().situations().forEach(this::situation);
            manual.ifPresent(state -> wakeAt(now.nanosAt(state.until())));
            boolean published = reaching.stream().anyMatch(record -> record.source() != Source.REGISTRATION);
            if (published) {
                reaching.removeIf(record -> record.source() == Source.REGISTRATION);
            }
        }

        private void sortLive(PresenceRecord record) {
            switch (record.source().nature()) {
                case SITUATION -> situation(record);
                case DECISION -> administrator = Optional.of(record);
                case REACHABILITY -> {
                    if (record.source() == Source.SESSION && isStaleSession(record)) {
                        situation(record);
                    } else if (record.availability().orElse(Availability.OFFLINE) != Availability.OFFLINE) {
                        reaching.add(record);
                        record.lastActive().ifPresent(this::heardActive);
                    }
                }
            }
        }

        private boolean isStaleSession(PresenceRecord record) {
            long flips = record.renewedNanos() + SESSION_REACHES_FOR.toNanos();
            if (now.isPast(flips)) {
                return true;
            }
            wakeAt(flips);
            return false;
        }

        private void heardActive(Moment report) {
            if (lastActive.isEmpty() || report.nanos() - lastActive.get().nanos() > 0) {
                lastActive = Optional.of(report);
            }
        }

        private void situation(PresenceRecord record) {
            boolean dismissed = manual.isPresent()
                    && manual.get().availability() == Availability.AVAILABLE
                    && !record.since().isAfter(manual.get().setAt())
                    && record.source() != Source.CALL
                    && record.source() != Source.CONFERENCE;
            if (!dismissed) {
                situations.add(record);
            }
        }

        private void aggregate() {
            Duration quiet = lastActive
                    .map(report -> Duration.ofNanos(now.nanos() - report.nanos()))
                    .orElse(Duration.ZERO);
            lastActive.ifPresent(report -> {
                wakeAfter(report, IDLE_AFTER);
                wakeAfter(report, AWAY_AFTER);
            });
            reaching.stream()
                    .max(Comparator.<PresenceRecord>comparingInt(
                                    record -> effective(record, quiet).rank())
                            .thenComparing(LATEST))
                    .ifPresent(winner -> {
                        availability = effective(winner, quiet);
                        decayed = availability != winner.availability().orElse(availability);
                        idle = winner.lastActive().isPresent() && quiet.compareTo(IDLE_AFTER) >= 0 && !decayed;
                        activities.addAll(winner.activities());
                    });
        }

        /** Only a source that reports activity decays. */
        private static Availability effective(PresenceRecord record, Duration quiet) {
            Availability published = record.availability().orElse(Availability.AVAILABLE);
            boolean decays = published == Availability.AVAILABLE
                    && record.lastActive().isPresent()
                    && quiet.compareTo(AWAY_AFTER) >= 0;
            return decays ? Availability.AWAY : published;
        }

        private void raise() {
            if (reaching.isEmpty() || !decayed && isAbsence(availability)) {
                return;
            }
            for (PresenceRecord situation : situations) {
                Availability raised = situation.availability().orElse(Availability.AVAILABLE);
                boolean raises = raised == Availability.BUSY || raised == Availability.DO_NOT_DISTURB;
                if (raises && decayed) {
                    decayed = false;
                    idle = true;
                    availability = raised;
                } else if (raises && raised.rank() > availability.rank()) {
                    availability = raised;
                }
                if (raises || !decayed) {
                    activities.addAll(situation.activities());
                }
            }
        }

        private static boolean isAbsence(Availability availability) {
            return availability == Availability.AWAY || availability == Availability.BE_RIGHT_BACK;
        }

        private void applyManual() {
            if (manual.isEmpty()) {
                return;
            }
            ManualState state = manual.get();
            if (state.availability() == Availability.AVAILABLE) {
                lift(state);
            } else if (state.availability() != Availability.OFFLINE && (!reaching.isEmpty() || state.alwaysShow())) {
                availability = state.availability();
                idle = false;
                activities.clear();
                activities.addAll(state.activities());
            }
        }

        /** Manual Available speaks for devices as they stood when it was set, not for what they said later. */
        private void lift(ManualState state) {
            boolean nothingSince =
                    reaching.stream().noneMatch(record -> record.since().isAfter(state.setAt()));
            boolean raised =
                    situations.stream().anyMatch(record -> record.availability().isPresent());
            if (nothingSince && !raised && (!reaching.isEmpty() || state.alwaysShow())) {
                availability = Availability.AVAILABLE;
                activities.clear();
                activities.addAll(state.activities());
            }
        }

        private void decorate() {
            if (sources.calendar().outOfOffice().isPresent()) {
                activities.add(Activity.of(Activity.Kind.OUT_OF_OFFICE));
            }
        }

        private void applyAdministrator() {
            administrator.ifPresent(record -> {
                availability = record.availability().orElse(availability);
                idle = false;
                activities.clear();
                activities.addAll(record.activities());
            });
        }

        private PresenceDocument document() {
            Optional<PresenceDocument.Appearance> appearsAs = manual.filter(
                            state -> state.availability() == Availability.OFFLINE && administrator.isEmpty())
                    .map(state -> new PresenceDocument.Appearance(Availability.OFFLINE, state.setAt()));
            return new PresenceDocument(
                    presentity,
                    availability,
                    List.copyOf(activities),
                    idle,
                    Optional.empty(),
                    note(),
                    sources.calendar().outOfOffice(),
                    schedule(),
                    sources.calendar().workLocation(),
                    lastActive.map(Moment::wall),
                    tuples(),
                    appearsAs);
        }

        private Optional<Note> note() {
            Optional<PersonalNote> personal = sources.byHand().note().filter(note -> note.isLive(now.wall()));
            personal.flatMap(PersonalNote::until).ifPresent(until -> wakeAt(now.nanosAt(until)));
            return personal.map(PersonalNote::note)
                    .or(() -> manual.flatMap(ManualState::note))
                    .or(() -> reaching.stream()
                            .filter(record -> record.note().isPresent())
                            .max(LATEST)
                            .flatMap(PresenceRecord::note));
        }

        /** Nobody is free before their own Busy or DoNotDisturb ends. */
        private Schedule schedule() {
            Schedule schedule = sources.calendar().schedule();
            Optional<Instant> held = manual.filter(state -> state.availability() == Availability.BUSY
                            || state.availability() == Availability.DO_NOT_DISTURB)
                    .map(ManualState::until);
            boolean moves = held.isPresent()
                    && schedule.freeAt().filter(at -> at.isBefore(held.get())).isPresent();
            return moves ? new Schedule(schedule.state(), schedule.until(), held) : schedule;
        }

        private List<Tuple> tuples() {
            return sources.records().stream()
                    .filter(record -> record.source().nature() == Source.Nature.REACHABILITY)
                    .filter(record -> !now.isPast(record.deadlineNanos()))
                    .sorted(Comparator.comparing(PresenceRecord::source).thenComparing(PresenceRecord::id))
                    .map(record -> new Tuple(
                            record.id(),
                            record.availability().orElse(Availability.AVAILABLE),
                            record.note(),
                            record.contact(),
                            record.device(),
                            record.capabilities()))
                    .toList();
        }

        private void wakeAfter(Moment report, Duration quiet) {
            long at = report.nanos() + quiet.toNanos();
            if (!now.isPast(at)) {
                wakeAt(at);
            }
        }

        private void wakeAt(long nanos) {
            if (nextNanos == Long.MAX_VALUE || nanos - nextNanos < 0) {
                nextNanos = nanos;
            }
        }
    }
}
