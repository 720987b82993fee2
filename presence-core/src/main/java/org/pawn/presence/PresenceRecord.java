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
 * @param contact where this very device is reached, a URI
 * @param device what kind of device it is ({@code desktop}, {@code phone}), if known
 * @param capabilities what it can do, by name ({@code message}, {@code audio}; RFC 5196)
 * @param since when the value began, by the wall clock; a refresh keeps it
 * @param lastActive the last activity that the source <em>reported</em>; absent for one that never reports
 * @param renewedNanos the monotonic instant of the last refresh
 * @param deadlineNanos the monotonic instant at which the record dies
 * @param flow the connection it depends on, if it does
 */
public record PresenceRecord(
        Source source,
        String id,
        Optional<Availability> availability,
        List<Activity> activities,
        Optional<Note> note,
        Optional<String> contact,
        Optional<String> device,
        List<String> capabilities,
        Instant since,
        Optional<Moment> lastActive,
        long renewedNanos,
        long deadlineNanos,
        Optional<String> flow) {

    public PresenceRecord {
        if (id.isEmpty() || id.length() > 255) {
            throw new IllegalArgumentException("a record's id has 1 to 255 characters");
        }
        activities = activities.stream().distinct().sorted().toList();
        capabilities = List.copyOf(capabilities);
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
                now.wall(),
                Optional.empty(),
                now.nanos(),
                deadlineNanos,
                Optional.empty());
    }

    public PresenceRecord withActivities(List<Activity> newActivities) {
        return new PresenceRecord(
                source,
                id,
                availability,
                newActivities,
                note,
                contact,
                device,
                capabilities,
                since,
                lastActive,
                renewedNanos,
                deadlineNanos,
                flow);
    }

    public PresenceRecord withNote(Optional<Note> newNote) {
        return new PresenceRecord(
                source,
                id,
                availability,
                activities,
                newNote,
                contact,
                device,
                capabilities,
                since,
                lastActive,
                renewedNanos,
                deadlineNanos,
                flow);
    }

    public PresenceRecord withLastActive(Moment newLastActive) {
        return new PresenceRecord(
                source,
                id,
                availability,
                activities,
                note,
                contact,
                device,
                capabilities,
                since,
                Optional.of(newLastActive),
                renewedNanos,
                deadlineNanos,
                flow);
    }

    public PresenceRecord withFlow(Optional<String> newFlow) {
        return new PresenceRecord(
                source,
                id,
                availability,
                activities,
                note,
                contact,
                device,
                capabilities,
                since,
                lastActive,
                renewedNanos,
                deadlineNanos,
                newFlow);
    }

    public PresenceRecord withDevice(
            Optional<String> newContact, Optional<String> newDevice, List<String> newCapabilities) {
        return new PresenceRecord(
                source,
                id,
                availability,
                activities,
                note,
                newContact,
                newDevice,
                newCapabilities,
                since,
                lastActive,
                renewedNanos,
                deadlineNanos,
                flow);
    }

    PresenceRecord withSince(Instant newSince) {
        return new PresenceRecord(
                source,
                id,
                availability,
                activities,
                note,
                contact,
                device,
                capabilities,
                newSince,
                lastActive,
                renewedNanos,
                deadlineNanos,
                flow);
    }

    /** The same words with a new life, by a refresh at {@code now}. */
    public PresenceRecord renewed(Moment now, long newDeadlineNanos) {
        return new PresenceRecord(
                source,
                id,
                availability,
                activities,
                note,
                contact,
                device,
                capabilities,
                since,
                lastActive,
                now.nanos(),
                newDeadlineNanos,
                flow);
    }

    /** Dying by {@code latestNanos} at the latest: its flow is lost, say. */
    PresenceRecord dyingBy(long latestNanos) {
        return deadlineNanos - latestNanos <= 0
                ? this
                : new PresenceRecord(
                        source,
                        id,
                        availability,
                        activities,
                        note,
                        contact,
                        device,
                        capabilities,
                        since,
                        lastActive,
                        renewedNanos,
                        latestNanos,
                        flow);
    }

    boolean saysTheSameAs(PresenceRecord other) {
        return availability.equals(other.availability) && activities.equals(other.activities);
    }
}
