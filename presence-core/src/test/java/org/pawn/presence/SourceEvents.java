package org.pawn.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.pawn.time.Moment;

/**
 * One person's sources under random events. Time stops exactly on, just before and just after what composing says comes
 * next; the wall clock is set forwards and backwards while the monotonic one goes on.
 */
final class SourceEvents {
    private static final Instant START = Instant.parse("2030-03-04T09:00:00Z");
    private static final Source[] RECORDED = {
        Source.REGISTRATION,
        Source.DEVICE,
        Source.DEVICE,
        Source.SESSION,
        Source.REMOTE,
        Source.CALL,
        Source.CONFERENCE,
        Source.CALENDAR,
        Source.ADMINISTRATOR
    };

    private final RandomWords words;
    private Moment now = new Moment(START, 1_000_000_000L);
    private long restoredUntilNanos = now.deadline(Duration.ofSeconds(120));
    private final List<PresenceRecord> records = new ArrayList<>();
    private ByHand byHand = ByHand.NOTHING;
    private CalendarState calendar = CalendarState.UNKNOWN;
    private boolean isDeviceless = true;

    SourceEvents(long seed) {
        words = new RandomWords(new Random(seed));
    }

    CompositionPolicy policy() {
        return words.policy();
    }

    Moment now() {
        return now;
    }

    Sources sources() {
        return new Sources(List.copyOf(records), byHand, calendar, restoredUntilNanos, isDeviceless);
    }

    /** One event; {@code nextNanos} is when the last composition said that it may change by itself. */
    void happen(Optional<Long> nextNanos) {
        switch (words.below(24)) {
            case 0, 1, 2, 3, 4, 5, 6 -> put();
            case 7, 8 -> renewOrEnd();
            case 9, 10, 11 -> manual();
            case 12, 13 -> calendar = words.calendar(now);
            case 14, 15 -> besides();
            case 16 -> now = new Moment(now.wall().plus(words.jump()), now.nanos());
            case 17 -> readBackOne();
            case 18 -> restart();
            default -> advance(nextNanos);
        }
    }

    private void advance(Optional<Long> nextNanos) {
        Duration by = words.step();
        if (nextNanos.isPresent() && !words.onceIn(3)) {
            long around = nextNanos.get() - now.nanos() + words.below(3) - 1;
            by = Duration.ofNanos(Math.max(1, around));
        }
        now = new Moment(now.wall().plus(by), now.nanos() + by.toNanos());
        records.removeIf(record -> now.isPast(record.deadlineNanos()) && words.onceIn(2));
    }

    private void put() {
        PresenceRecord record = words.record(words.one(RECORDED), "r" + words.below(3), now);
        isDeviceless &= record.source().nature() != Source.Nature.REACHABILITY;
        replace(record);
    }

    private void renewOrEnd() {
        if (records.isEmpty()) {
            return;
        }
        PresenceRecord record = words.one(records);
        switch (words.below(3)) {
            case 0 -> remove(record);
            case 1 -> replace(record.dyingBy(now.deadline(PresenceService.FLOW_GRACE)));
            default -> replace(record.renewed(now, now.deadline(words.life())));
        }
    }

    private void readBackOne() {
        if (!records.isEmpty()) {
            replace(words.one(records).readBack());
        }
    }

    private void restart() {
        records.removeIf(record -> words.onceIn(3));
        records.replaceAll(PresenceRecord::readBack);
        restoredUntilNanos = now.deadline(Duration.ofSeconds(120));
    }

    private void replace(PresenceRecord record) {
        remove(record);
        records.add(record);
    }

    private void remove(PresenceRecord record) {
        records.removeIf(one -> one.source() == record.source() && one.id().equals(record.id()));
    }

    private void manual() {
        byHand = byHand.with(words.onceIn(3) ? Optional.empty() : Optional.of(words.manual(now)));
    }

    private void besides() {
        byHand = switch (words.below(4)) {
            case 0 -> byHand.withNote(Optional.of(new PersonalNote(Note.of("own"), words.soon(now))));
            case 1 -> byHand.withWorkPlace(Optional.of(words.workPlace(now)));
            case 2 -> byHand.withAbsence(Optional.of(words.absence(now)));
            default -> byHand.withAbsence(Optional.empty()).withNote(Optional.empty());
        };
    }
}
