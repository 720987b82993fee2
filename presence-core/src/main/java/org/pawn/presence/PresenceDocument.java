package org.pawn.presence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pawn.address.AddressOfRecord;

/**
 * The composed whole: one person's presence at one moment, before any privacy.
 *
 * @param activities in showing order; the first is <em>the</em> activity
 * @param since when availability or activities last changed; absent for a person nobody has heard of since the start
 * @param lastActive the latest reported activity of any device
 * @param tuples one for each live publication, closed ones too
 * @param appearsAs what others see instead, when the person chose so
 * @param stale whether all of it was read back after a restart and nothing has been heard since
 */
public record PresenceDocument(
        AddressOfRecord presentity,
        Availability availability,
        List<Activity> activities,
        boolean idle,
        Optional<Instant> since,
        Optional<Note> note,
        Optional<OutOfOffice> outOfOffice,
        Schedule schedule,
        Optional<String> workLocation,
        Optional<Instant> lastActive,
        List<Tuple> tuples,
        Optional<Appearance> appearsAs,
        boolean stale) {

    /** What others see instead of the truth, and since when. */
    public record Appearance(Availability availability, Instant since) {}

    public PresenceDocument {
        activities = List.copyOf(activities);
        tuples = List.copyOf(tuples);
    }

    /** A person of whom nothing is known. */
    public static PresenceDocument offline(AddressOfRecord presentity) {
        return new PresenceDocument(
                presentity,
                Availability.OFFLINE,
                List.of(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Schedule.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                false);
    }

    boolean showsTheSameAs(PresenceDocument other) {
        return availability == other.availability && activities.equals(other.activities);
    }

    PresenceDocument withSince(Optional<Instant> newSince) {
        return new PresenceDocument(
                presentity,
                availability,
                activities,
                idle,
                newSince,
                note,
                outOfOffice,
                schedule,
                workLocation,
                lastActive,
                tuples,
                appearsAs,
                stale);
    }
}
