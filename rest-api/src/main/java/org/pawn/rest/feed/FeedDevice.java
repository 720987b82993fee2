package org.pawn.rest.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.pawn.access.Caller;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.presence.Activity;
import org.pawn.presence.Availability;
import org.pawn.presence.Note;
import org.pawn.presence.PresenceDocument;
import org.pawn.presence.PresenceRecord;
import org.pawn.presence.PresenceService;
import org.pawn.presence.Source;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.Input;
import org.pawn.rest.presence.StateRequest;
import org.pawn.time.Moment;
import org.pawn.time.TimeSource;

/** The connection as a device of its person: what it publishes lives as long as it does, and a grace longer. */
final class FeedDevice {
    private static final Duration MAX_LIFE = Duration.ofHours(1);
    private static final Duration MIN_LIFE = Duration.ofSeconds(30);

    private final PresenceService presence;
    private final TimeSource time;
    private final String id;
    private volatile @Nullable PresenceRecord published; // written by the frames, which come one after the other

    /** @param id of the feed: a resumed feed is the same device */
    FeedDevice(PresenceService presence, TimeSource time, String id) {
        this.presence = presence;
        this.time = time;
        this.id = id;
    }

    CompletableFuture<Optional<Instant>> publish(Caller caller, ClientFrame.Publish frame) {
        AddressOfRecord person = person(caller);
        Availability availability = StateRequest.availability(frame.availability());
        if (availability == Availability.OFFLINE) {
            published = null;
            return presence.remove(person, Source.DEVICE, id).thenApply(done -> Optional.empty());
        }
        Moment now = time.moment();
        Duration life = life(frame.expires());
        List<Activity> activities = StateRequest.activities(frame.activity(), frame.activityText());
        Optional<Note> note = frame.note().map(StateRequest.NoteInput::note);
        PresenceRecord record = new PresenceRecord(
                Source.DEVICE,
                id,
                Optional.of(availability),
                activities,
                note,
                Optional.empty(),
                Optional.of("web"),
                caller.has(Scope.MESSAGE) ? List.of("message") : List.of(),
                0,
                now.wall(),
                Optional.ofNullable(published).flatMap(PresenceRecord::lastActive),
                now.nanos(),
                now.deadline(life),
                Optional.of(id),
                false);
        return put(person, record).thenApply(done -> Optional.of(now.wall().plus(life)));
    }

    CompletableFuture<?> active(Caller caller) {
        return put(person(caller), publishedBefore().withLastActive(time.moment()));
    }

    CompletableFuture<?> idle(Caller caller, Optional<String> since) {
        Moment now = time.moment();
        Instant last = since.map(text -> Input.instant("since", text)).orElse(now.wall());
        if (last.isAfter(now.wall())) {
            last = now.wall(); // the client's clock is ahead of ours
        }
        return put(person(caller), publishedBefore().withLastActive(new Moment(last, now.nanosAt(last))));
    }

    /** Whether this connection is a device now: what it published is live. */
    boolean isLive() {
        PresenceRecord record = published;
        return record != null && !time.moment().isPast(record.deadlineNanos());
    }

    /** The connection is gone; what it published has the grace to be renewed over another. */
    void lost(Caller caller) {
        if (published != null) {
            caller.person().ifPresent(person -> presence.flowLost(person, id));
        }
    }

    private CompletableFuture<PresenceDocument> put(AddressOfRecord person, PresenceRecord record) {
        published = record;
        return presence.put(person, record);
    }

    private PresenceRecord publishedBefore() {
        PresenceRecord record = published;
        if (record == null) {
            throw new Refusal.Invalid("type", "Publish first: this connection is not a device yet.");
        }
        return record;
    }

    private static AddressOfRecord person(Caller caller) {
        caller.require(Scope.PRESENCE_WRITE);
        return caller.person().orElseThrow(() -> new Refusal.Forbidden("This token speaks for no person."));
    }

    private Duration life(Optional<String> expires) {
        Duration life = expires.map(text -> Input.life("expires", text, time)).orElse(MAX_LIFE);
        if (life.compareTo(MIN_LIFE) < 0) {
            throw new Refusal.IntervalTooBrief(MIN_LIFE);
        }
        return life.compareTo(MAX_LIFE) > 0 ? MAX_LIFE : life;
    }
}
