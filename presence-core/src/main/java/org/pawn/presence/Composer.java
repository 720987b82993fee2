package org.pawn.presence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pawn.address.AddressOfRecord;
import org.pawn.time.Moment;

/**
 * A person's live records, what they set by hand and their calendar, turned into one presence: a pure function of
 * these, the policy and the moment. The order of the steps is the order of the rules (RFC 4479 section 3 leaves them to
 * us): reachability, session aggregate with idle decay, situations that raise, the manual state, out of office and off
 * work, the administrator.
 */
final class Composer {
    private final CompositionPolicy policy;

    Composer(CompositionPolicy policy) {
        this.policy = policy;
    }

    Composition compose(AddressOfRecord presentity, Sources sources, Moment now) {
        return new Run(presentity, sources, now).compose();
    }

    /** One composition's working state. */
    private final class Run {
        private final AddressOfRecord presentity;
        private final Sources sources;
        private final Moment now;
        private final Wake wake;
        private final LiveRecords live;
        private final Optional<ManualState> manual;
        private final Optional<ManualState> manualAvailable;
        private final SessionAggregate aggregate;
        private final List<Trace.Step> steps = new ArrayList<>(4);
        private final TreeSet<Activity> activities = new TreeSet<>();

        private Availability availability;
        private boolean reachable;
        private boolean decayed;
        private boolean idle;

        Run(AddressOfRecord presentity, Sources sources, Moment now) {
            this.presentity = presentity;
            this.sources = sources;
            this.now = now;
            this.wake = new Wake(now);
            this.live = new LiveRecords(sources, policy, now, wake);
            this.manual = sources.byHand().manual().filter(state -> state.isLive(now.wall()));
            manual.ifPresent(state -> wake.at(state.until()));
            this.manualAvailable = manual.filter(state -> state.availability() == Availability.AVAILABLE);
            this.aggregate = new SessionAggregate(
                    live.reaching, manualAvailable, sources.calendar().working(), policy, now, wake);
            this.availability = aggregate.availability;
        }

        Composition compose() {
            reach();
            raise();
            applyManual();
            Optional<OutOfOffice> outOfOffice = outOfOffice();
            decorate(outOfOffice);
            applyAdministrator();
            boolean stale = isStale();
            if (stale) {
                step(Rule.STALE, null);
            }
            PresenceDocument document = document(outOfOffice, stale);
            return new Composition(document, new Trace(steps), wake.earliest());
        }

        private void reach() {
            Optional<PresenceRecord> winner = aggregate.winner();
            reachable = winner.isPresent();
            if (reachable) {
                decayed = aggregate.decayed;
                activities.addAll(aggregate.activities);
                Trace.Cause by = Trace.Cause.of(winner.get());
                step(aggregate.rule, by, decayed ? Availability.AVAILABLE : availability);
                if (decayed || aggregate.quietWinner) {
                    step(decayed ? Rule.IDLE_AWAY : Rule.IDLE, by);
                }
            } else if (live.lostPeer().isPresent()) {
                availability = Availability.UNKNOWN;
                step(Rule.PEER_LOST, Trace.Cause.of(live.lostPeer().get()));
            } else if (speaksByCalendar()) {
                reachable = true;
                availability = Availability.AVAILABLE;
                step(Rule.CALENDAR_ONLY, Trace.Cause.CALENDAR);
            } else {
                step(Rule.NO_DEVICE, null);
            }
        }

        private boolean speaksByCalendar() {
            return sources.isDeviceless()
                    && policy.calendarOnly() == CompositionPolicy.CalendarOnly.AVAILABLE
                    && sources.calendar().schedule().state() != Schedule.State.UNKNOWN
                    && sources.calendar().working().state() != WorkingTime.State.OFF;
        }

        /** Situations only ever raise; an absence that the person published themself is not called back by one. */
        private void raise() {
            boolean keptOut = isAbsence();
            Availability highest = Availability.OFFLINE;
            List<PresenceRecord> counting = new ArrayList<>(live.situations.size());
            for (PresenceRecord situation : live.situations) {
                if (isDismissed(situation)) {
                    step(Rule.SITUATION_DISMISSED, Trace.Cause.of(situation));
                } else if (!reachable || keptOut) {
                    step(Rule.SITUATION_KEPT_OUT, Trace.Cause.of(situation));
                } else {
                    counting.add(situation);
                    Availability raised = raised(situation);
                    highest = raised.rank() > highest.rank() ? raised : highest;
                }
            }
            boolean raises = highest != Availability.OFFLINE && (decayed || highest.rank() >= availability.rank());
            if (decayed && !raises) {
                return; // an Away by decay says nothing of what the person does
            }
            idle = decayed;
            decayed = false;
            for (PresenceRecord situation : counting) {
                boolean decides = raises && raised(situation) == highest;
                availability = decides ? highest : availability;
                activities.addAll(situation.activities());
                step(decides ? Rule.SITUATION_RAISES : Rule.SITUATION_SHOWS, Trace.Cause.of(situation));
            }
        }

        /** How far a situation raises; Offline where it does not. */
        private Availability raised(PresenceRecord situation) {
            boolean isCall = situation.source() == Source.CALL || situation.source() == Source.CONFERENCE;
            Availability raised = situation
                    .availability()
                    .filter(said -> said == Availability.BUSY || said == Availability.DO_NOT_DISTURB)
                    .orElse(isCall ? Availability.BUSY : Availability.OFFLINE);
            for (Activity activity : situation.activities()) {
                Availability by = switch (activity.kind()) {
                    case PRESENTING -> Availability.DO_NOT_DISTURB;
                    case FOCUSING -> policy.focusDoesNotDisturb() ? Availability.DO_NOT_DISTURB : Availability.BUSY;
                    case IN_A_CONFERENCE_CALL, IN_A_CALL, IN_A_MEETING, APPOINTMENT -> Availability.BUSY;
                    default -> Availability.OFFLINE;
                };
                raised = by.rank() > raised.rank() ? by : raised;
            }
            return raised;
        }

        private boolean isAbsence() {
            return availability == Availability.AWAY && !decayed
                    || availability == Availability.BE_RIGHT_BACK
                    || activities.contains(Activity.of(Activity.Kind.LUNCH));
        }

        private boolean isDismissed(PresenceRecord situation) {
            return manualAvailable.isPresent()
                    && !situation.since().isAfter(manualAvailable.get().setAt())
                    && situation.source() != Source.CALL
                    && situation.source() != Source.CONFERENCE;
        }

        private void applyManual() {
            idle = idle || aggregate.quietWinner && !decayed;
            if (manual.isEmpty()) {
                return;
            }
            ManualState state = manual.get();
            if (!reachable && !state.alwaysShow()) {
                step(Rule.MANUAL_NOT_SHOWN, Trace.Cause.MANUAL);
                return;
            }
            if (state.availability() == Availability.OFFLINE) {
                step(Rule.MANUAL, Trace.Cause.MANUAL); // the person sees the truth; appearsAs says what others see
                return;
            }
            if (manualAvailable.isEmpty()) {
                idle = false;
                availability = state.availability();
                activities.clear();
                activities.addAll(state.activities());
            } else if (!reachable || availability == Availability.AVAILABLE) {
                availability = Availability.AVAILABLE;
                activities.addAll(state.activities());
            } else {
                return; // something that began later has the word
            }
            step(Rule.MANUAL, Trace.Cause.MANUAL);
        }

        private Optional<OutOfOffice> outOfOffice() {
            Optional<Absence> absence =
                    sources.byHand().absence().filter(one -> now.wall().isBefore(one.until()));
            absence.ifPresent(one -> {
                wake.at(one.from());
                wake.at(one.until());
            });
            return absence.filter(one -> one.isRunning(now.wall()))
                    .map(one -> new OutOfOffice(Optional.of(one.until()), one.note()))
                    .or(() -> sources.calendar().outOfOffice());
        }

        private void decorate(Optional<OutOfOffice> outOfOffice) {
            if (outOfOffice.isPresent()) {
                activities.add(Activity.of(Activity.Kind.OUT_OF_OFFICE));
                step(Rule.OUT_OF_OFFICE, Trace.Cause.OUT_OF_OFFICE);
            }
            if (sources.calendar().working().state() == WorkingTime.State.OFF) {
                activities.add(Activity.of(Activity.Kind.OFF_WORK));
                step(Rule.OFF_WORK, Trace.Cause.HOURS);
            }
        }

        private void applyAdministrator() {
            live.administrator().ifPresent(record -> {
                availability = record.availability().orElse(availability);
                idle = false;
                activities.clear();
                activities.addAll(record.activities());
                step(Rule.ADMINISTRATOR, Trace.Cause.of(record));
            });
        }

        private boolean isStale() {
            boolean isAnyRestored = false;
            boolean areAllRestored = true;
            for (PresenceRecord record : live.reaching) {
                isAnyRestored |= record.restored();
                areAllRestored &= record.restored();
            }
            if (!isAnyRestored) {
                return false;
            }
            wake.at(sources.restoredUntilNanos());
            return areAllRestored && !now.isPast(sources.restoredUntilNanos());
        }

        private PresenceDocument document(Optional<OutOfOffice> outOfOffice, boolean stale) {
            Optional<PresenceDocument.Appearance> appearsAs = manual.filter(
                            state -> state.availability() == Availability.OFFLINE
                                    && live.administrator()
                                            .flatMap(PresenceRecord::availability)
                                            .isEmpty())
                    .map(state -> new PresenceDocument.Appearance(Availability.OFFLINE, state.setAt()));
            return new PresenceDocument(
                    presentity,
                    availability,
                    List.copyOf(activities),
                    idle && availability.canBeIdle(),
                    Optional.empty(),
                    note(),
                    outOfOffice,
                    schedule(),
                    workLocation(),
                    live.lastActive().map(Moment::wall),
                    tuples(),
                    appearsAs,
                    stale);
        }

        private Optional<String> workLocation() {
            Optional<WorkPlace> place = sources.byHand().workPlace().filter(one -> one.isLive(now.wall()));
            place.flatMap(WorkPlace::until).ifPresent(wake::at);
            return place.map(WorkPlace::place)
                    .or(() -> live.reaching.stream()
                            .filter(record -> record.place().isPresent())
                            .max(LiveRecords.LATEST)
                            .flatMap(PresenceRecord::place))
                    .or(() -> sources.calendar().workLocation());
        }

        private Optional<Note> note() {
            Optional<PersonalNote> personal = sources.byHand().note().filter(note -> note.isLive(now.wall()));
            personal.flatMap(PersonalNote::until).ifPresent(wake::at);
            return live.administrator()
                    .flatMap(PresenceRecord::note)
                    .or(() -> personal.map(PersonalNote::note))
                    .or(() -> manual.filter(state -> reachable || state.alwaysShow())
                            .flatMap(ManualState::note))
                    .or(() -> live.reaching.stream()
                            .filter(record -> record.note().isPresent())
                            .max(LiveRecords.LATEST)
                            .flatMap(PresenceRecord::note));
        }

        /** Nobody is free before their own Busy or DoNotDisturb ends; after it, they are at the next gap. */
        private Schedule schedule() {
            Schedule schedule = sources.calendar().schedule();
            Optional<Instant> held = manual.filter(state -> state.availability() == Availability.BUSY
                            || state.availability() == Availability.DO_NOT_DISTURB)
                    .map(ManualState::until);
            boolean moves = held.isPresent()
                    && schedule.freeAt().filter(at -> at.isBefore(held.get())).isPresent();
            return moves
                    ? schedule.freeFrom(
                            FreeGap.firstFrom(held.get(), sources.calendar().gaps()))
                    : schedule;
        }

        private List<Tuple> tuples() {
            List<Tuple> tuples = new ArrayList<>(live.publications.size());
            for (PresenceRecord record : live.publications) {
                tuples.add(new Tuple(
                        record.id(),
                        record.availability().orElse(Availability.AVAILABLE),
                        record.note(),
                        record.contact(),
                        record.device(),
                        record.capabilities(),
                        record.lastActive().map(Moment::wall),
                        record.q()));
            }
            return tuples;
        }

        private void step(Rule rule, Trace.@Nullable Cause by) {
            step(rule, by, availability);
        }

        private void step(Rule rule, Trace.@Nullable Cause by, Availability after) {
            steps.add(new Trace.Step(rule, Optional.ofNullable(by), after));
        }
    }
}
