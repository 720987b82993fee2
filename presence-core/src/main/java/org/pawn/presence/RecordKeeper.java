package org.pawn.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pawn.concurrent.WriteBehind;
import org.pawn.refusal.Refusal;
import org.pawn.time.Moment;
import org.pawn.time.TimeSource;

/**
 * Puts records into a person's state and takes them out, and hands each change to the write-behind. Called on the
 * person's lane only.
 */
final class RecordKeeper implements AutoCloseable {
    private static final int MAX_RECORDS = 256;

    private final TimeSource time;
    private final WriteBehind<PublicationStore.Change> writer;

    RecordKeeper(PublicationStore store, TimeSource time) {
        this.time = time;
        this.writer = new WriteBehind<>("publications", RecordKeeper::keyOf, store::apply);
    }

    void start() {
        writer.start();
    }

    /** In place of the record of that source and id; unchanged words keep their {@code since}. */
    void keep(PersonState state, PresenceRecord record, Optional<EntityTag> tag) {
        Optional<PersonState.Held> earlier = state.find(record.source(), record.id());
        requireRoom(state, record.source(), earlier.isEmpty() ? 1 : 0);
        PresenceRecord kept = earlier.map(PersonState.Held::record)
                .filter(record::saysTheSameAs)
                .map(same -> record.withSince(same.since()))
                .orElse(record);
        state.put(kept, tag);
        if (kept.source().nature() == Source.Nature.REACHABILITY && !state.hadDevice) {
            state.hadDevice = true;
            writer.add(new PublicationStore.Change.FirstDevice(state.presentity));
        }
        store(state, kept, tag);
    }

    /** What depends on that flow dies by then, and a restart gives it no longer life. */
    void loseFlow(PersonState state, String flow, long latestNanos) {
        for (PersonState.Held held : state.onFlow(flow)) {
            PresenceRecord dying = held.record().dyingBy(latestNanos);
            if (!dying.equals(held.record())) {
                state.put(dying, held.tag());
                store(state, dying, held.tag());
            }
        }
        for (LivePublication publication : state.publications()) {
            if (publication.flow().filter(flow::equals).isPresent()) {
                state.put(publication.dyingBy(latestNanos));
            }
        }
    }

    private void store(PersonState state, PresenceRecord record, Optional<EntityTag> tag) {
        if (isStored(record.source(), tag)) {
            Instant expiresAt = time.moment().wallAt(record.deadlineNanos());
            writer.add(new PublicationStore.Change.Saved(new Publication(state.presentity, record, tag, expiresAt)));
        }
    }

    /** @throws Refusal.LimitExceeded if the person cannot have {@code more} records of that source beside what they have */
    void requireRoom(PersonState state, Source source, int more) {
        if (state.count(source) + more > MAX_RECORDS) {
            throw new Refusal.LimitExceeded("This person has too many live " + source + "s", Duration.ZERO);
        }
    }

    void drop(PersonState state, Source source, String id) {
        Optional<EntityTag> tag = state.find(source, id).flatMap(PersonState.Held::tag);
        if (state.remove(source, id)) {
            forget(state, source, id, tag);
        }
    }

    /** Removes what has died by {@code now}. */
    void dropDead(PersonState state, Moment now) {
        for (PersonState.Held dead : state.removeDead(now)) {
            forget(state, dead.record().source(), dead.record().id(), dead.tag());
        }
    }

    private void forget(PersonState state, Source source, String id, Optional<EntityTag> tag) {
        if (isStored(source, tag)) {
            writer.add(new PublicationStore.Change.Removed(state.presentity, source, id));
        }
    }

    /** Registrations come back from their bindings, events from their calendars; a call that we carried ends with us. */
    private static boolean isStored(Source source, Optional<EntityTag> tag) {
        return switch (source) {
            case DEVICE, SESSION, ADMINISTRATOR -> true;
            case CALL -> tag.isPresent();
            case REGISTRATION, REMOTE, CONFERENCE, CALENDAR, HOURS, OUT_OF_OFFICE, MANUAL -> false;
        };
    }

    private static Object keyOf(PublicationStore.Change change) {
        if (change instanceof PublicationStore.Change.Saved saved) {
            PresenceRecord record = saved.publication().record();
            return List.of(saved.publication().presentity(), record.source(), record.id());
        } else if (change instanceof PublicationStore.Change.Removed removed) {
            return List.of(removed.presentity(), removed.source(), removed.id());
        } else if (change instanceof PublicationStore.Change.FirstDevice first) {
            return first.presentity();
        }
        throw new AssertionError(change);
    }

    @Override
    public void close() {
        writer.close();
    }
}
