package org.pawn.presence;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pawn.address.AddressOfRecord;
import org.pawn.time.Moment;
import org.pawn.time.Timers;

/** One person's sources in memory. Lane only, but for {@link #document}. */
final class PersonState {
    /** A record and, where SIP published it, the tag that names its present form. */
    record Held(PresenceRecord record, Optional<EntityTag> tag) {}

    final AddressOfRecord presentity;
    private final ArrayList<Held> held = new ArrayList<>(2); // lane only
    private final ArrayList<LivePublication> publications = new ArrayList<>(2); // lane only
    ByHand byHand = ByHand.NOTHING; // lane only
    ByHand saving = ByHand.NOTHING; // lane only: what the store was last told
    CalendarState calendar = CalendarState.UNKNOWN; // lane only
    boolean hadDevice; // lane only
    boolean isReached; // lane only: whether anything reached the person when last composed, or might have
    Timers.@Nullable Timer timer; // lane only
    long timerNanos = Long.MAX_VALUE; // lane only
    volatile PresenceDocument document;

    PersonState(AddressOfRecord presentity) {
        this.presentity = presentity;
        this.document = PresenceDocument.offline(presentity);
    }

    Optional<Held> find(Source source, String id) {
        return held.stream()
                .filter(one ->
                        one.record().source() == source && one.record().id().equals(id))
                .findFirst();
    }

    List<LivePublication> publications() {
        return List.copyOf(publications);
    }

    void put(LivePublication publication) {
        remove(publication);
        publications.add(publication);
    }

    void remove(LivePublication publication) {
        publications.removeIf(
                one -> one.source() == publication.source() && one.id().equals(publication.id()));
    }

    List<PresenceRecord> recordsOf(LivePublication publication) {
        return held.stream().map(Held::record).filter(publication::holds).toList();
    }

    int count(Source source) {
        return (int)
                held.stream().filter(one -> one.record().source() == source).count();
    }

    void put(PresenceRecord record, Optional<EntityTag> tag) {
        remove(record.source(), record.id());
        held.add(new Held(record, tag));
    }

    boolean remove(Source source, String id) {
        return held.removeIf(
                one -> one.record().source() == source && one.record().id().equals(id));
    }

    /** Removes and returns what has died by {@code now}. */
    List<Held> removeDead(Moment now) {
        List<Held> dead = held.stream()
                .filter(one -> now.isPast(one.record().deadlineNanos()))
                .toList();
        held.removeAll(dead);
        return dead;
    }

    List<PresenceRecord> records() {
        return held.stream().map(Held::record).toList();
    }

    List<Held> onFlow(String flow) {
        return held.stream()
                .filter(one -> Objects.equals(one.record().flow().orElse(null), flow))
                .toList();
    }
}
