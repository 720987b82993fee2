package org.pawn.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.pawn.address.AddressOfRecord;
import org.pawn.time.Moment;

/**
 * One person as {@link PresenceService} should keep them, written once more without lanes, timers or stores: a list of
 * records, and a look at all of it after each change.
 */
final class NaivePresence {
    /** A change as a listener hears of it. */
    record Told(PresenceDocument before, PresenceDocument after) {}

    private record Name(Source source, String id) {}

    /** What is on disk of a record: with the wall clock's reading of its end at the time it was written. */
    private record Stored(PresenceRecord record, Optional<EntityTag> tag, Instant expiresAt) {}

    private final AddressOfRecord presentity;
    private final CompositionPolicy policy;
    private final Map<Name, Stored> held = new LinkedHashMap<>();
    private final List<Told> told = new ArrayList<>();
    private ByHand byHand = ByHand.NOTHING;
    private CalendarState calendar = CalendarState.UNKNOWN;
    private boolean hadDevice;
    private boolean isReached;
    private long restoredUntilNanos;
    private PresenceDocument shown;
    private Composition composition;

    NaivePresence(AddressOfRecord presentity, CompositionPolicy policy, Moment now) {
        this.presentity = presentity;
        this.policy = policy;
        this.restoredUntilNanos = now.deadline(Duration.ofSeconds(120));
        this.shown = PresenceDocument.offline(presentity);
        this.composition = compose(now);
    }

    PresenceDocument shown() {
        return shown;
    }

    List<Told> told() {
        return told;
    }

    Composition composition() {
        return composition;
    }

    ByHand byHand() {
        return byHand;
    }

    WorkingTime working() {
        return calendar.working();
    }

    Optional<PresenceRecord> tagged(EntityTag tag, Moment now) {
        return held.values().stream()
                .filter(one -> one.tag().equals(Optional.of(tag)))
                .map(Stored::record)
                .filter(record -> !now.isPast(record.deadlineNanos()))
                .findFirst();
    }

    Optional<PresenceRecord> record(Source source, String id) {
        return Optional.ofNullable(held.get(new Name(source, id))).map(Stored::record);
    }

    // What sources say

    void keep(PresenceRecord record, Optional<EntityTag> tag, Moment now) {
        Optional<PresenceRecord> earlier = record(record.source(), record.id());
        boolean isUnchanged = earlier.isPresent()
                && earlier.get().availability().equals(record.availability())
                && earlier.get().activities().equals(record.activities());
        PresenceRecord kept = isUnchanged ? record.withSince(earlier.get().since()) : record;
        held.put(new Name(kept.source(), kept.id()), new Stored(kept, tag, now.wallAt(kept.deadlineNanos())));
        hadDevice |= kept.source().nature() == Source.Nature.REACHABILITY;
        look(now);
    }

    void drop(Source source, String id, Moment now) {
        held.remove(new Name(source, id));
        look(now);
    }

    void flowLost(String flow, Moment now) {
        held.replaceAll((name, one) -> {
            PresenceRecord record = one.record();
            if (record.flow().isEmpty() || !record.flow().get().equals(flow)) {
                return one;
            }
            PresenceRecord dying = record.dyingBy(now.deadline(Duration.ofSeconds(10)));
            return dying.equals(record) ? one : new Stored(dying, one.tag(), now.wallAt(dying.deadlineNanos()));
        });
        look(now);
    }

    // What the person sets, and their calendar

    void edit(UnaryOperator<ByHand> change, Moment now) {
        byHand = change.apply(byHand);
        look(now);
    }

    void signedIn(Moment now) {
        if (endsEarly(ManualState.EndsEarly.AT_SIGN_IN)) {
            edit(hand -> hand.with(Optional.empty()), now);
        }
    }

    void calendar(CalendarState says, Moment now) {
        calendar = says;
        look(now);
    }

    void forget(Moment now) {
        held.clear();
        calendar = CalendarState.UNKNOWN;
        look(now);
        edit(hand -> ByHand.NOTHING, now);
    }

    // What passes

    /** Only devices, sessions and the administrator's word are stored; each comes back until its end by the wall clock. */
    void restart(Moment now) {
        held.values()
                .removeIf(one -> !one.expiresAt().isAfter(now.wall())
                        || one.record().source() != Source.DEVICE
                                && one.record().source() != Source.SESSION
                                && one.record().source() != Source.ADMINISTRATOR);
        held.replaceAll((name, one) -> new Stored(
                one.record().renewed(now, now.nanosAt(one.expiresAt())).readBack(), one.tag(), one.expiresAt()));
        calendar = CalendarState.UNKNOWN;
        restoredUntilNanos = now.deadline(Duration.ofSeconds(120));
        shown = PresenceDocument.offline(presentity);
        isReached = false;
        told.clear();
        look(now);
    }

    void look(Moment now) {
        held.values().removeIf(one -> now.isPast(one.record().deadlineNanos()));
        composition = compose(now);
        PresenceDocument before = shown;
        PresenceDocument after = composition.document();
        boolean showsTheSame = before.availability() == after.availability()
                && before.activities().equals(after.activities());
        after = after.withSince(showsTheSame ? before.since() : Optional.of(now.wall()));
        if (!after.equals(before)) {
            shown = after;
            told.add(new Told(before, after));
        }
        Rule reached = composition.trace().steps().get(0).rule();
        boolean wasReached = isReached;
        isReached = reached != Rule.NO_DEVICE;
        if (wasReached && !isReached && endsEarly(ManualState.EndsEarly.AT_SIGN_OUT)) {
            edit(hand -> hand.with(Optional.empty()), now);
        }
    }

    private boolean endsEarly(ManualState.EndsEarly when) {
        return byHand.manual().filter(state -> state.endsEarly() == when).isPresent();
    }

    private Composition compose(Moment now) {
        List<PresenceRecord> records =
                held.values().stream().map(Stored::record).toList();
        return NaiveComposer.compose(
                presentity, new Sources(records, byHand, calendar, restoredUntilNanos, !hadDevice), policy, now);
    }
}
