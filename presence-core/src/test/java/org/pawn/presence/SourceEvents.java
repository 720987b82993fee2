package org.pawn.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.pawn.time.Moment;

/**
 * One person's sources under random events. Few ids, few instants and short lives, so that ties, boundaries and
 * overlaps are common; time stops exactly on, just before and just after what composing says comes next.
 */
final class SourceEvents {
    private static final Instant START = Instant.parse("2030-03-04T09:00:00Z");
    private static final Duration[] LIVES = {
        Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofMinutes(40)
    };
    private static final Duration[] STEPS = {
        Duration.ofNanos(1), Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15)
    };
    private static final Source[] RECORDED = {
        Source.REGISTRATION,
        Source.DEVICE,
        Source.DEVICE,
        Source.SESSION,
        Source.REMOTE,
        Source.CALL,
        Source.CONFERENCE,
        Source.ADMINISTRATOR
    };

    private final Random random;
    private Moment now = new Moment(START, 1_000_000_000L);
    private final long restoredUntilNanos;
    private final List<PresenceRecord> records = new ArrayList<>();
    private ByHand byHand = ByHand.NOTHING;
    private CalendarState calendar = CalendarState.UNKNOWN;
    private boolean isDeviceless = true;

    SourceEvents(long seed) {
        random = new Random(seed);
        restoredUntilNanos = now.deadline(Duration.ofSeconds(120));
    }

    CompositionPolicy policy() {
        return new CompositionPolicy(
                one(CompositionPolicy.Registration.values()),
                one(CompositionPolicy.CalendarOnly.values()),
                random.nextBoolean(),
                Duration.ofMinutes(5),
                Duration.ofMinutes(10));
    }

    Moment now() {
        return now;
    }

    Sources sources() {
        return new Sources(List.copyOf(records), byHand, calendar, restoredUntilNanos, isDeviceless);
    }

    /** One event; {@code nextNanos} is when the last composition said that it may change by itself. */
    void happen(Optional<Long> nextNanos) {
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> put();
            case 3 -> renewOrRemove();
            case 4 -> manual();
            case 5 -> calendar();
            case 6 -> besides();
            default -> advance(nextNanos);
        }
    }

    private void advance(Optional<Long> nextNanos) {
        Duration by = one(STEPS);
        if (nextNanos.isPresent() && random.nextInt(3) > 0) {
            long around = nextNanos.get() - now.nanos() + random.nextInt(3) - 1;
            by = Duration.ofNanos(Math.max(1, around));
        }
        now = new Moment(now.wall().plus(by), now.nanos() + by.toNanos());
        records.removeIf(record -> now.isPast(record.deadlineNanos()) && random.nextBoolean());
    }

    private void put() {
        Source source = one(RECORDED);
        isDeviceless &= source.nature() != Source.Nature.REACHABILITY;
        PresenceRecord record = PresenceRecord.of(
                        source, "r" + random.nextInt(3), one(Availability.values()), since(), now.deadline(one(LIVES)))
                .withActivities(activities());
        record = record.renewed(now, record.deadlineNanos());
        if (random.nextInt(4) == 0) {
            record = record.withoutAvailability();
        }
        if (random.nextInt(3) == 0) {
            record = record.withLastActive(since());
        }
        if (random.nextInt(4) == 0) {
            record = record.withNote(Optional.of(Note.of("note " + random.nextInt(3))));
        }
        if (random.nextInt(6) == 0) {
            record = record.withPlace(Optional.of("place " + random.nextInt(3)));
        }
        if (random.nextInt(6) == 0) {
            record = record.readBack();
        }
        remove(record);
        records.add(record);
    }

    private void renewOrRemove() {
        if (records.isEmpty()) {
            return;
        }
        PresenceRecord record = records.get(random.nextInt(records.size()));
        remove(record);
        if (random.nextBoolean()) {
            records.add(record.renewed(now, now.deadline(one(LIVES))));
        }
    }

    private void remove(PresenceRecord record) {
        records.removeIf(one -> one.source() == record.source() && one.id().equals(record.id()));
    }

    private void manual() {
        if (random.nextInt(3) == 0) {
            byHand = byHand.with(Optional.empty());
            return;
        }
        Availability availability = one(Availability.values());
        byHand = byHand.with(Optional.of(new ManualState(
                availability == Availability.UNKNOWN ? Availability.AVAILABLE : availability,
                activities(),
                random.nextBoolean() ? Optional.of(Note.of("by hand")) : Optional.empty(),
                now.wall(),
                now.wall().plus(one(LIVES)),
                one(ManualState.EndsEarly.values()),
                random.nextInt(4) == 0)));
    }

    private void calendar() {
        List<PresenceRecord> events = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            events.add(PresenceRecord.of(Source.CALENDAR, "e" + i, Availability.BUSY, since(), now.deadline(one(LIVES)))
                    .withActivities(activities()));
        }
        List<FreeGap> gaps = new ArrayList<>();
        Instant at = now.wall();
        for (int i = random.nextInt(3); i > 0; i--) {
            gaps.add(new FreeGap(at, at.plus(one(LIVES))));
            at = at.plus(Duration.ofHours(1));
        }
        calendar = new CalendarState(
                new Schedule(
                        one(Schedule.State.values()),
                        Optional.empty(),
                        gaps.stream().map(FreeGap::start).findFirst(),
                        Optional.of(one(Schedule.State.values()))),
                events,
                random.nextInt(4) == 0
                        ? Optional.of(new OutOfOffice(Optional.empty(), Optional.empty()))
                        : Optional.empty(),
                random.nextInt(4) == 0 ? Optional.of("elsewhere") : Optional.empty(),
                new WorkingTime(one(WorkingTime.State.values()), Optional.empty()),
                gaps);
    }

    private void besides() {
        switch (random.nextInt(4)) {
            case 0 -> byHand = byHand.withNote(Optional.of(new PersonalNote(Note.of("own"), soon())));
            case 1 -> byHand = byHand.withWorkPlace(Optional.of(new WorkPlace("Home", soon())));
            case 2 -> {
                Instant from = now.wall().plus(one(STEPS)).minusSeconds(1);
                byHand = byHand.withAbsence(Optional.of(new Absence(from, from.plus(one(LIVES)), Optional.empty())));
            }
            default -> byHand = byHand.withAbsence(Optional.empty()).withNote(Optional.empty());
        }
    }

    private Optional<Instant> soon() {
        return random.nextBoolean() ? Optional.of(now.wall().plus(one(LIVES))) : Optional.empty();
    }

    /** Now, or a little ago on a coarse grid, so that instants are often equal. */
    private Moment since() {
        Duration ago = Duration.ofMinutes(5L * random.nextInt(4));
        return new Moment(now.wall().minus(ago), now.nanos() - ago.toNanos());
    }

    private List<Activity> activities() {
        if (random.nextInt(3) > 0) {
            return List.of();
        }
        Activity.Kind kind = one(Activity.Kind.values());
        return List.of(kind == Activity.Kind.CUSTOM ? Activity.custom("sailing") : Activity.of(kind));
    }

    private <T> T one(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
