package org.pawn.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.pawn.time.Moment;

/** What the sources say at one instant, read naively: each question looks at every record again. */
final class NaiveReading {
    static final List<Availability> STRONGEST_FIRST = List.of(
            Availability.DO_NOT_DISTURB,
            Availability.BUSY,
            Availability.AVAILABLE,
            Availability.BE_RIGHT_BACK,
            Availability.AWAY);

    /** The latest first; among equals by source, then by id. */
    static final Comparator<PresenceRecord> LATEST_FIRST = Comparator.comparing(PresenceRecord::since)
            .reversed()
            .thenComparing(PresenceRecord::source)
            .thenComparing(PresenceRecord::id);

    final Sources sources;
    final CompositionPolicy policy;
    final Moment now;

    NaiveReading(Sources sources, CompositionPolicy policy, Moment now) {
        this.sources = sources;
        this.policy = policy;
        this.now = now;
    }

    List<PresenceRecord> live(Source... of) {
        return sources.records().stream()
                .filter(record -> !now.isPast(record.deadlineNanos()))
                .filter(record -> List.of(of).contains(record.source()))
                .toList();
    }

    static Availability said(PresenceRecord record) {
        return record.availability().orElse(Availability.AVAILABLE);
    }

    boolean hasGoneQuiet(PresenceRecord session) {
        return session.source() == Source.SESSION
                && now.nanos() - session.renewedNanos()
                        >= Duration.ofMinutes(15).toNanos();
    }

    List<PresenceRecord> reaching() {
        List<PresenceRecord> reaching = new ArrayList<>();
        for (PresenceRecord record : live(Source.DEVICE, Source.SESSION, Source.REMOTE)) {
            if (STRONGEST_FIRST.contains(said(record)) && !hasGoneQuiet(record)) {
                reaching.add(record);
            }
        }
        boolean noDeviceSpoke = live(Source.DEVICE).stream().allMatch(record -> said(record) == Availability.UNKNOWN);
        boolean nothingPublished = noDeviceSpoke && reaching.isEmpty();
        if (nothingPublished && policy.registration() != CompositionPolicy.Registration.NONE) {
            for (PresenceRecord record : live(Source.REGISTRATION)) {
                if (STRONGEST_FIRST.contains(said(record))) {
                    reaching.add(record);
                }
            }
        }
        return reaching;
    }

    boolean isOffHours() {
        return sources.calendar().working().state() == WorkingTime.State.OFF;
    }

    Optional<ManualState> manual() {
        return sources.byHand().manual().filter(state -> now.wall().isBefore(state.until()));
    }

    Optional<ManualState> manualAvailable() {
        return manual().filter(state -> state.availability() == Availability.AVAILABLE);
    }

    boolean isLifted(PresenceRecord record) {
        return manualAvailable().isPresent()
                && !record.since().isAfter(manualAvailable().get().setAt());
    }

    /** What the record says, a registration's policy and a manual Available considered, before decay. */
    Availability reads(PresenceRecord record) {
        if (isLifted(record)) {
            return Availability.AVAILABLE;
        }
        if (record.source() == Source.REGISTRATION) {
            boolean away = policy.registration() == CompositionPolicy.Registration.AWAY || isOffHours();
            return away ? Availability.AWAY : Availability.AVAILABLE;
        }
        return said(record);
    }

    List<Activity> readActivities(PresenceRecord record) {
        return isLifted(record) ? List.of() : record.activities();
    }

    /** The monotonic instant of the latest activity; empty where no record that reaches the person reports any. */
    private OptionalLong activeAt() {
        OptionalLong reported = reaching().stream()
                .flatMap(record -> record.lastActive().stream())
                .mapToLong(Moment::nanos)
                .max();
        if (reported.isPresent() && manualAvailable().isPresent()) {
            long chosen = now.nanosAt(manualAvailable().get().setAt());
            return OptionalLong.of(Math.max(reported.getAsLong(), chosen));
        }
        return reported;
    }

    boolean isQuietFor(Duration time) {
        return activeAt().isPresent() && now.nanos() - activeAt().getAsLong() >= time.toNanos();
    }

    boolean decays(PresenceRecord record) {
        return record.lastActive().isPresent()
                && reads(record) == Availability.AVAILABLE
                && isQuietFor(policy.awayAfter());
    }

    Availability decayedOf(PresenceRecord record) {
        return decays(record) ? Availability.AWAY : reads(record);
    }

    List<PresenceRecord> liveSituations() {
        List<PresenceRecord> all = new ArrayList<>(live(Source.CALL, Source.CONFERENCE, Source.CALENDAR));
        live(Source.SESSION).stream().filter(this::hasGoneQuiet).forEach(all::add);
        sources.calendar().situations().stream()
                .filter(event -> !now.isPast(event.deadlineNanos()))
                .forEach(all::add);
        all.sort(Comparator.comparing(PresenceRecord::source).thenComparing(PresenceRecord::id));
        return all;
    }

    Optional<Availability> raise(PresenceRecord situation) {
        List<Availability> raises = new ArrayList<>();
        situation.availability().ifPresent(raises::add);
        if (situation.source() == Source.CALL || situation.source() == Source.CONFERENCE) {
            raises.add(Availability.BUSY);
        }
        for (Activity activity : situation.activities()) {
            switch (activity.kind()) {
                case PRESENTING -> raises.add(Availability.DO_NOT_DISTURB);
                case FOCUSING ->
                    raises.add(policy.focusDoesNotDisturb() ? Availability.DO_NOT_DISTURB : Availability.BUSY);
                case IN_A_CALL, IN_A_CONFERENCE_CALL, IN_A_MEETING, APPOINTMENT -> raises.add(Availability.BUSY);
                default -> {}
            }
        }
        return List.of(Availability.DO_NOT_DISTURB, Availability.BUSY).stream()
                .filter(raises::contains)
                .findFirst();
    }

    boolean isDismissed(PresenceRecord situation) {
        boolean neverDismissed = situation.source() == Source.CALL || situation.source() == Source.CONFERENCE;
        return !neverDismissed && isLifted(situation);
    }

    Optional<OutOfOffice> outOfOffice() {
        return sources.byHand()
                .absence()
                .filter(absence ->
                        !now.wall().isBefore(absence.from()) && now.wall().isBefore(absence.until()))
                .map(absence -> new OutOfOffice(Optional.of(absence.until()), absence.note()))
                .or(sources.calendar()::outOfOffice);
    }

    Optional<PresenceRecord> latestAdministrator() {
        return live(Source.ADMINISTRATOR).stream().min(LATEST_FIRST);
    }

    Optional<String> workLocation() {
        return sources.byHand()
                .workPlace()
                .filter(place -> place.until().isEmpty()
                        || now.wall().isBefore(place.until().get()))
                .map(WorkPlace::place)
                .or(() -> reaching().stream()
                        .filter(record -> record.place().isPresent())
                        .min(LATEST_FIRST)
                        .flatMap(PresenceRecord::place))
                .or(sources.calendar()::workLocation);
    }

    Optional<Instant> lastActive() {
        return live(Source.REGISTRATION, Source.DEVICE, Source.SESSION, Source.REMOTE).stream()
                .sorted(Comparator.comparing(PresenceRecord::source).thenComparing(PresenceRecord::id))
                .flatMap(record -> record.lastActive().stream())
                .min(Comparator.comparingLong(Moment::nanos).reversed())
                .map(Moment::wall);
    }

    List<Tuple> tuples() {
        return live(Source.REGISTRATION, Source.DEVICE, Source.SESSION, Source.REMOTE).stream()
                .sorted(Comparator.comparing(PresenceRecord::source).thenComparing(PresenceRecord::id))
                .map(record -> new Tuple(
                        record.id(),
                        said(record),
                        record.note(),
                        record.contact(),
                        record.device(),
                        record.capabilities(),
                        record.lastActive().map(Moment::wall),
                        record.q()))
                .toList();
    }

    OptionalLong next() {
        List<Long> edges = new ArrayList<>();
        live(Source.values()).forEach(record -> edges.add(record.deadlineNanos()));
        liveSituations().forEach(record -> edges.add(record.deadlineNanos()));
        live(Source.SESSION)
                .forEach(session -> edges.add(
                        session.renewedNanos() + Duration.ofMinutes(15).toNanos()));
        ByHand byHand = sources.byHand();
        List<Instant> ends = new ArrayList<>();
        byHand.manual().ifPresent(state -> ends.add(state.until()));
        byHand.note().flatMap(PersonalNote::until).ifPresent(ends::add);
        byHand.workPlace().flatMap(WorkPlace::until).ifPresent(ends::add);
        byHand.absence().ifPresent(absence -> ends.addAll(List.of(absence.from(), absence.until())));
        ends.forEach(end -> edges.add(now.nanosAt(end)));
        activeAt().ifPresent(at -> {
            edges.add(at + policy.idleAfter().toNanos());
            edges.add(at + policy.awayAfter().toNanos());
        });
        if (reaching().stream().anyMatch(PresenceRecord::restored)) {
            edges.add(sources.restoredUntilNanos());
        }
        return edges.stream()
                .filter(edge -> edge - now.nanos() > 0)
                .mapToLong(Long::longValue)
                .min();
    }
}
