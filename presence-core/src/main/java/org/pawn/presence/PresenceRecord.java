package org.pawn.presence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pawn.time.Moment;

/**
 * What one source instance says of one person, from the moment it said so until its deadline.
 *
 * @param id names the instance within its source: a binding, a publication, an application's session, an event
 * @param availability absent where the source says only what the person does
 * @param activities in showing order, without doubles
 * @param place where the person works or stays, in words, if the source says so
 * @param contact where this very device is reached, a URI
 * @param device what kind of device it is ({@code desktop}, {@code phone}), if known
 * @param capabilities what it can do, by name ({@code message}, {@code audio}; RFC 5196)
 * @param q how far it is preferred among the person's devices, 0 to 1000 thousandths; 0 where it does not say (RFC 3261
 *     section 20.10, RFC 3863 section 4.1.3)
 * @param since when the value began, by the wall clock; a refresh keeps it
 * @param lastActive the last activity that the source <em>reported</em>; absent for one that never reports
 * @param renewedNanos the monotonic instant of the last refresh
 * @param deadlineNanos the monotonic instant at which the record dies
 * @param flow the connection it depends on, if it does
 * @param restored whether it was read back after a restart and its source has not been heard of since
 */
public record PresenceRecord(
        Source source,
        String id,
        Optional<Availability> availability,
        List<Activity> activities,
        Optional<Note> note,
        Optional<String> place,
        Optional<String> contact,
        Optional<String> device,
        List<String> capabilities,
        int q,
        Instant since,
        Optional<Moment> lastActive,
        long renewedNanos,
        long deadlineNanos,
        Optional<String> flow,
        boolean restored) {

    public PresenceRecord {
        if (source == Source.MANUAL || source == Source.HOURS || source == Source.OUT_OF_OFFICE) {
            throw new IllegalArgumentException("what is set by hand and when people work are no records");
        }
        if (id.isEmpty() || id.length() > 255) {
            throw new IllegalArgumentException("a record's id has 1 to 255 characters");
        }
        if (place.filter(words -> words.isBlank() || words.length() > WorkPlace.MAX_PLACE)
                .isPresent()) {
            throw new IllegalArgumentException("a place has 1 to " + WorkPlace.MAX_PLACE + " characters");
        }
        if (q < 0 || q > 1000) {
            throw new IllegalArgumentException("q lies between 0 and 1");
        }
        activities = activities.stream().distinct().sorted().toList();
        capabilities = List.copyOf(capabilities);
    }

    /** A record that says nothing of a place. */
    public PresenceRecord(
            Source source,
            String id,
            Optional<Availability> availability,
            List<Activity> activities,
            Optional<Note> note,
            Optional<String> contact,
            Optional<String> device,
            List<String> capabilities,
            int q,
            Instant since,
            Optional<Moment> lastActive,
            long renewedNanos,
            long deadlineNanos,
            Optional<String> flow,
            boolean restored) {
        this(
                source,
                id,
                availability,
                activities,
                note,
                Optional.empty(),
                contact,
                device,
                capabilities,
                q,
                since,
                lastActive,
                renewedNanos,
                deadlineNanos,
                flow,
                restored);
    }

    /** A record that says only how far the person can be reached. */
    public static PresenceRecord of(
            Source source, String id, Availability availability, Moment now, long deadlineNanos) {
        return new PresenceRecord(
                source,
                id,
                Optional.of(availability),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                0,
                now.wall(),
                Optional.empty(),
                now.nanos(),
                deadlineNanos,
                Optional.empty(),
                false);
    }

    public PresenceRecord withActivities(List<Activity> activities) {
        Draft draft = new Draft(this);
        draft.activities = activities;
        return draft.record();
    }

    /** The same, saying nothing of how far the person can be reached. */
    public PresenceRecord withoutAvailability() {
        Draft draft = new Draft(this);
        draft.availability = Optional.empty();
        return draft.record();
    }

    public PresenceRecord withNote(Optional<Note> note) {
        Draft draft = new Draft(this);
        draft.note = note;
        return draft.record();
    }

    public PresenceRecord withPlace(Optional<String> place) {
        Draft draft = new Draft(this);
        draft.place = place;
        return draft.record();
    }

    public PresenceRecord withLastActive(Moment lastActive) {
        Draft draft = new Draft(this);
        draft.lastActive = Optional.of(lastActive);
        return draft.record();
    }

    public PresenceRecord withFlow(Optional<String> flow) {
        Draft draft = new Draft(this);
        draft.flow = flow;
        return draft.record();
    }

    public PresenceRecord withDevice(Optional<String> contact, Optional<String> device, List<String> capabilities) {
        Draft draft = new Draft(this);
        draft.contact = contact;
        draft.device = device;
        draft.capabilities = capabilities;
        return draft.record();
    }

    public PresenceRecord withQ(int q) {
        Draft draft = new Draft(this);
        draft.q = q;
        return draft.record();
    }

    public PresenceRecord withSince(Instant since) {
        Draft draft = new Draft(this);
        draft.since = since;
        return draft.record();
    }

    /** The same words with a new life, by a refresh at {@code now}. */
    public PresenceRecord renewed(Moment now, long deadlineNanos) {
        Draft draft = new Draft(this);
        draft.renewedNanos = now.nanos();
        draft.deadlineNanos = deadlineNanos;
        draft.restored = false;
        return draft.record();
    }

    /** As it was stored, after a restart: believed until it dies, but not fresh. */
    public PresenceRecord readBack() {
        Draft draft = new Draft(this);
        draft.restored = true;
        return draft.record();
    }

    /** Dying by {@code latestNanos} at the latest: its flow is lost, say. */
    public PresenceRecord dyingBy(long latestNanos) {
        if (deadlineNanos - latestNanos <= 0) {
            return this;
        }
        Draft draft = new Draft(this);
        draft.deadlineNanos = latestNanos;
        return draft.record();
    }

    boolean saysTheSameAs(PresenceRecord other) {
        return availability.equals(other.availability) && activities.equals(other.activities);
    }

    /** A record that is being changed, so that each change names only what it changes. */
    private static final class Draft {
        private final Source source;
        private final String id;
        private Optional<Availability> availability;
        private List<Activity> activities;
        private Optional<Note> note;
        private Optional<String> place;
        private Optional<String> contact;
        private Optional<String> device;
        private List<String> capabilities;
        private int q;
        private Instant since;
        private Optional<Moment> lastActive;
        private long renewedNanos;
        private long deadlineNanos;
        private Optional<String> flow;
        private boolean restored;

        Draft(PresenceRecord from) {
            source = from.source;
            id = from.id;
            availability = from.availability;
            activities = from.activities;
            note = from.note;
            place = from.place;
            contact = from.contact;
            device = from.device;
            capabilities = from.capabilities;
            q = from.q;
            since = from.since;
            lastActive = from.lastActive;
            renewedNanos = from.renewedNanos;
            deadlineNanos = from.deadlineNanos;
            flow = from.flow;
            restored = from.restored;
        }

        PresenceRecord record() {
            return new PresenceRecord(
                    source,
                    id,
                    availability,
                    activities,
                    note,
                    place,
                    contact,
                    device,
                    capabilities,
                    q,
                    since,
                    lastActive,
                    renewedNanos,
                    deadlineNanos,
                    flow,
                    restored);
        }
    }
}
