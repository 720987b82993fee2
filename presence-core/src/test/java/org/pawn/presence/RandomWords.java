package org.pawn.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.pawn.time.Moment;

/**
 * What sources may say, at random. Few ids, few instants and short lives, so that ties, boundaries and overlaps are
 * common.
 */
final class RandomWords {
    private static final Duration[] LIVES = {
        Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofMinutes(40)
    };
    private static final Duration[] STEPS = {
        Duration.ofNanos(1), Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15)
    };
    private static final String[] DOINGS = {"sailing", "gardening", "a fire drill"};
    private static final Duration[] IDLE = {Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(5)};
    private static final Duration[] AWAY = {Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofMinutes(30)};

    private final Random random;

    RandomWords(Random random) {
        this.random = random;
    }

    <T> T one(T[] values) {
        return values[random.nextInt(values.length)];
    }

    <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Once in {@code n}. */
    boolean onceIn(int n) {
        return random.nextInt(n) == 0;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    CompositionPolicy policy() {
        return new CompositionPolicy(
                one(CompositionPolicy.Registration.values()),
                one(CompositionPolicy.CalendarOnly.values()),
                random.nextBoolean(),
                one(IDLE),
                one(AWAY));
    }

    Duration life() {
        return one(LIVES);
    }

    Duration step() {
        return one(STEPS);
    }

    /** Up to an hour, forwards or backwards. */
    Duration jump() {
        Duration by = onceIn(3) ? Duration.ofHours(1) : step();
        return random.nextBoolean() ? by : by.negated();
    }

    /** Now, or a little ago on a coarse grid, so that instants are often equal. */
    Moment since(Moment now) {
        return at(now, Duration.ofMinutes(-5L * random.nextInt(4)));
    }

    /** As {@link #since}; now and then by a clock that is ahead of ours. */
    Moment lastActive(Moment now) {
        return onceIn(12) ? at(now, Duration.ofSeconds(5)) : since(now);
    }

    private static Moment at(Moment now, Duration later) {
        return new Moment(now.wall().plus(later), now.nanos() + later.toNanos());
    }

    /** Mostly none, now and then several. */
    List<Activity> activities() {
        List<Activity> activities = new ArrayList<>();
        for (int i = random.nextInt(3) * random.nextInt(3); i > 0; i--) {
            Activity.Kind kind = one(Activity.Kind.values());
            activities.add(kind == Activity.Kind.CUSTOM ? Activity.custom(one(DOINGS)) : Activity.of(kind));
        }
        return activities;
    }

    Optional<Note> note() {
        return switch (random.nextInt(6)) {
            case 0 -> Optional.of(Note.of("note " + random.nextInt(3)));
            case 1 -> Optional.of(new Note("Notiz", Optional.of("de")));
            default -> Optional.empty();
        };
    }

    Optional<Instant> soon(Moment now) {
        return random.nextBoolean() ? Optional.of(now.wall().plus(life())) : Optional.empty();
    }

    PresenceRecord record(Source source, String id, Moment now) {
        PresenceRecord record = PresenceRecord.of(
                        source, id, one(Availability.values()), since(now), now.deadline(life()))
                .withActivities(activities())
                .withNote(note());
        record = record.renewed(now, record.deadlineNanos());
        if (onceIn(4)) {
            record = record.withoutAvailability();
        }
        if (onceIn(3)) {
            record = record.withLastActive(lastActive(now));
        }
        if (onceIn(5)) {
            record = record.withDevice(Optional.of("sip:" + id + "@192.0.2.1"), Optional.of("phone"), List.of("audio"));
        }
        return onceIn(6) ? record.withPlace(Optional.of("place " + random.nextInt(3))) : record;
    }

    ManualState manual(Moment now) {
        return new ManualState(
                manualWord(),
                activities(),
                note(),
                now.wall(),
                now.wall().plus(life()),
                one(ManualState.EndsEarly.values()),
                onceIn(4));
    }

    Availability manualWord() {
        Availability word = one(Availability.values());
        return word == Availability.UNKNOWN ? Availability.AVAILABLE : word;
    }

    /** Begins a little ago or soon. */
    Absence absence(Moment now) {
        Instant from = now.wall().plus(step()).minusSeconds(1);
        return new Absence(from, from.plus(life()), note());
    }

    WorkPlace workPlace(Moment now) {
        return new WorkPlace(random.nextBoolean() ? "Home" : "Berlin", soon(now));
    }

    CalendarState calendar(Moment now) {
        List<PresenceRecord> events = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            events.add(record(Source.CALENDAR, "e" + i, now));
        }
        List<FreeGap> gaps = new ArrayList<>();
        Instant at = now.wall();
        for (int i = random.nextInt(3); i > 0; i--) {
            gaps.add(new FreeGap(at, at.plus(life())));
            at = at.plus(Duration.ofHours(1));
        }
        return new CalendarState(
                new Schedule(
                        one(Schedule.State.values()),
                        soon(now),
                        gaps.stream().map(FreeGap::start).findFirst(),
                        Optional.of(one(Schedule.State.values()))),
                events,
                onceIn(4) ? Optional.of(new OutOfOffice(soon(now), note())) : Optional.empty(),
                onceIn(4) ? Optional.of("elsewhere") : Optional.empty(),
                new WorkingTime(one(WorkingTime.State.values()), soon(now)),
                gaps);
    }
}
