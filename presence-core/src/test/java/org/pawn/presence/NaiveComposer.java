package org.pawn.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pawn.address.AddressOfRecord;
import org.pawn.presence.Activity.Kind;
import org.pawn.presence.Trace.Cause;
import org.pawn.time.Moment;

/**
 * The rules of {@code docs/presence-model.md} read once more, sentence by sentence, by somebody who had not seen {@link
 * Composer}. Slow and obvious on purpose: it looks at everything again for each question. One instance, one composition.
 */
final class NaiveComposer {
    private final NaiveReading reading;
    private final List<Trace.Step> steps = new ArrayList<>();

    // How the person stands so far, step by step.
    private Availability availability = Availability.OFFLINE;
    private Set<Activity> activities = new TreeSet<>();
    private boolean reachable;
    private boolean idle;
    private boolean decayed;
    private @Nullable PresenceRecord winner;
    private Optional<PresenceDocument.Appearance> appearsAs = Optional.empty();

    private NaiveComposer(NaiveReading reading) {
        this.reading = reading;
    }

    static Composition compose(AddressOfRecord presentity, Sources sources, CompositionPolicy policy, Moment now) {
        return new NaiveComposer(new NaiveReading(sources, policy, now)).compose(presentity);
    }

    private Composition compose(AddressOfRecord presentity) {
        reach();
        idle();
        situations();
        byHand();
        beside();
        administrator();
        boolean stale = stale();
        PresenceDocument document = new PresenceDocument(
                presentity,
                availability,
                List.copyOf(activities),
                idle && availability.canBeIdle(),
                Optional.empty(),
                note(),
                reading.outOfOffice(),
                schedule(),
                reading.workLocation(),
                reading.lastActive(),
                reading.tuples(),
                appearsAs,
                stale);
        return new Composition(document, new Trace(steps), reading.next());
    }

    private void step(Rule rule, Optional<Cause> by) {
        steps.add(new Trace.Step(rule, by, availability));
    }

    private void step(Rule rule, Cause by) {
        step(rule, Optional.of(by));
    }

    // 1. What reaches the person

    private void reach() {
        List<PresenceRecord> reaching = reading.reaching();
        Optional<PresenceRecord> lost = reading.live(Source.REMOTE).stream()
                .filter(record -> NaiveReading.said(record) == Availability.UNKNOWN)
                .min(NaiveReading.LATEST_FIRST);
        if (!reaching.isEmpty()) {
            reachable = true;
            win(reaching);
        } else if (lost.isPresent()) {
            availability = Availability.UNKNOWN;
            step(Rule.PEER_LOST, Cause.of(lost.get()));
        } else if (reading.sources.isDeviceless()
                && reading.policy.calendarOnly() == CompositionPolicy.CalendarOnly.AVAILABLE
                && reading.sources.calendar().schedule().state() != Schedule.State.UNKNOWN
                && !reading.isOffHours()) {
            reachable = true;
            availability = Availability.AVAILABLE;
            step(Rule.CALENDAR_ONLY, Cause.CALENDAR);
        } else {
            step(Rule.NO_DEVICE, Optional.empty());
        }
    }

    // 2. The session aggregate

    private void win(List<PresenceRecord> reaching) {
        PresenceRecord best = reaching.stream()
                .min(Comparator.<PresenceRecord>comparingInt(
                                record -> NaiveReading.STRONGEST_FIRST.indexOf(reading.decayedOf(record)))
                        .thenComparing(NaiveReading.LATEST_FIRST))
                .orElseThrow();
        winner = best;
        availability = reading.reads(best);
        activities.addAll(reading.readActivities(best));
        boolean lifting = reading.isLifted(best)
                && (NaiveReading.said(best) != Availability.AVAILABLE
                        || !best.activities().isEmpty());
        if (lifting) {
            step(Rule.LIFTED, Cause.of(best));
        } else if (best.source() != Source.REGISTRATION) {
            step(Rule.PUBLISHED, Cause.of(best));
        } else {
            boolean offHours = reading.isOffHours() && !reading.isLifted(best);
            step(offHours ? Rule.REGISTERED_OFF_HOURS : Rule.REGISTERED, Cause.of(best));
        }
    }

    private void idle() {
        if (winner == null || winner.lastActive().isEmpty()) {
            return;
        }
        if (reading.decays(winner)) {
            decayed = true;
            availability = Availability.AWAY;
            step(Rule.IDLE_AWAY, Cause.of(winner));
        } else if (reading.isQuietFor(reading.policy.idleAfter())) {
            idle = true;
            step(Rule.IDLE, Cause.of(winner));
        }
    }

    // 3. Situations

    private boolean keepsOut() {
        if (!reachable) {
            return true;
        }
        return winner != null
                && (reading.reads(winner) == Availability.AWAY
                        || reading.reads(winner) == Availability.BE_RIGHT_BACK
                        || reading.readActivities(winner).contains(Activity.of(Kind.LUNCH)));
    }

    private void situations() {
        List<PresenceRecord> counting = new ArrayList<>();
        for (PresenceRecord situation : reading.liveSituations()) {
            if (reading.isDismissed(situation)) {
                step(Rule.SITUATION_DISMISSED, Cause.of(situation));
            } else if (keepsOut()) {
                step(Rule.SITUATION_KEPT_OUT, Cause.of(situation));
            } else {
                counting.add(situation);
            }
        }
        Availability before = availability;
        Availability after = before;
        for (PresenceRecord situation : counting) {
            Availability raise = reading.raise(situation).orElse(after);
            if (NaiveReading.STRONGEST_FIRST.indexOf(raise) < NaiveReading.STRONGEST_FIRST.indexOf(after)) {
                after = raise;
            }
        }
        if (decayed && after == Availability.AWAY) {
            return;
        }
        idle |= decayed;
        for (PresenceRecord situation : counting) {
            boolean raises = reading.raise(situation).equals(Optional.of(after));
            availability = raises ? after : availability;
            activities.addAll(situation.activities());
            step(raises ? Rule.SITUATION_RAISES : Rule.SITUATION_SHOWS, Cause.of(situation));
        }
    }

    // 4. By hand

    private boolean manualShows() {
        return reading.manual().isPresent()
                && (reachable || reading.manual().get().alwaysShow());
    }

    private void byHand() {
        if (reading.manual().isEmpty()) {
            return;
        }
        ManualState manual = reading.manual().get();
        if (manual.availability() == Availability.OFFLINE) {
            appearsAs = Optional.of(new PresenceDocument.Appearance(Availability.OFFLINE, manual.setAt()));
        }
        if (!manualShows()) {
            step(Rule.MANUAL_NOT_SHOWN, Cause.MANUAL);
            return;
        }
        switch (manual.availability()) {
            case DO_NOT_DISTURB, BUSY, BE_RIGHT_BACK, AWAY -> {
                availability = manual.availability();
                activities = new TreeSet<>(manual.activities());
                idle = false;
                step(Rule.MANUAL, Cause.MANUAL);
            }
            case AVAILABLE -> {
                if (!reachable) {
                    availability = Availability.AVAILABLE;
                }
                if (availability == Availability.AVAILABLE) {
                    activities.addAll(manual.activities());
                    step(Rule.MANUAL, Cause.MANUAL);
                }
            }
            case OFFLINE -> step(Rule.MANUAL, Cause.MANUAL);
            case UNKNOWN -> throw new AssertionError();
        }
    }

    // 5. Beside it

    private void beside() {
        if (reading.outOfOffice().isPresent()) {
            activities.add(Activity.of(Kind.OUT_OF_OFFICE));
            step(Rule.OUT_OF_OFFICE, Cause.OUT_OF_OFFICE);
        }
        if (reading.isOffHours()) {
            activities.add(Activity.of(Kind.OFF_WORK));
            step(Rule.OFF_WORK, Cause.HOURS);
        }
    }

    // 6. Administrator

    private void administrator() {
        reading.latestAdministrator().ifPresent(word -> {
            availability = word.availability().orElse(availability);
            activities = new TreeSet<>(word.activities());
            idle = false;
            if (word.availability().isPresent()) {
                appearsAs = Optional.empty(); // it beats all, and what others see by the person's wish is part of all
            }
            step(Rule.ADMINISTRATOR, Cause.of(word));
        });
    }

    // 7. Stale

    private boolean stale() {
        boolean stale = !reading.reaching().isEmpty()
                && reading.reaching().stream().allMatch(PresenceRecord::restored)
                && !reading.now.isPast(reading.sources.restoredUntilNanos());
        if (stale) {
            step(Rule.STALE, Optional.empty());
        }
        return stale;
    }

    // 8. Notes, place, schedule

    private Optional<Note> note() {
        Optional<Note> ofReaching = reading.reaching().stream()
                .filter(record -> record.note().isPresent())
                .min(NaiveReading.LATEST_FIRST)
                .flatMap(PresenceRecord::note);
        Optional<Note> own = reading.sources
                .byHand()
                .note()
                .filter(note -> note.until().isEmpty()
                        || reading.now.wall().isBefore(note.until().get()))
                .map(PersonalNote::note);
        return reading.latestAdministrator()
                .flatMap(PresenceRecord::note)
                .or(() -> own)
                .or(() -> reading.manual().filter(state -> manualShows()).flatMap(ManualState::note))
                .or(() -> ofReaching);
    }

    private Schedule schedule() {
        Schedule schedule = reading.sources.calendar().schedule();
        Optional<Instant> undisturbed = reading.manual()
                .filter(state -> state.availability() == Availability.BUSY
                        || state.availability() == Availability.DO_NOT_DISTURB)
                .map(ManualState::until);
        if (undisturbed.isEmpty() || schedule.freeAt().isEmpty()) {
            return schedule;
        }
        Instant end = undisturbed.get();
        if (!schedule.freeAt().get().isBefore(end)) {
            return schedule;
        }
        return new Schedule(schedule.state(), schedule.until(), usableFrom(end), schedule.then());
    }

    private Optional<Instant> usableFrom(Instant end) {
        for (FreeGap gap : reading.sources.calendar().gaps()) {
            Instant start = gap.start().isAfter(end) ? gap.start() : end;
            if (Duration.between(start, gap.end()).compareTo(Duration.ofMinutes(15)) >= 0) {
                return Optional.of(start);
            }
        }
        return Optional.empty();
    }
}
