package org.pawn.sdk;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * One person as you may see them. What you may not see, and what there is not, is empty alike: nothing tells which.
 *
 * @param address the bare address, {@code alice@example.com}
 * @param activities in the order in which they should be shown
 * @param activityText the words of {@link Activity#CUSTOM}
 * @param idle still signed in, but nobody has touched the keyboard for a while
 * @param since when the availability last changed
 * @param lastActive rounded, when less may be seen
 * @param stale the last that is known, which may no longer hold: the server restarted, or the feed is cut
 * @param appearsAs in one's own view only: what a colleague sees
 * @param version opaque; changes only when this view changes
 */
public record Presence(
        String address,
        Availability availability,
        List<Activity> activities,
        Optional<String> activityText,
        boolean idle,
        Optional<Instant> since,
        Optional<Note> note,
        Optional<OutOfOffice> outOfOffice,
        Optional<ZoneId> timeZone,
        Optional<Schedule> schedule,
        Optional<String> workLocation,
        Optional<Instant> lastActive,
        List<Device> devices,
        boolean stale,
        Optional<Appearance> appearsAs,
        String version) {

    public Presence {
        activities = List.copyOf(activities);
        devices = List.copyOf(devices);
    }

    /** What others see of a person. */
    public record Appearance(Availability availability, Optional<Activity> activity) {}

    /** A presence of which only this much is known; for tests and previews. */
    public static Presence of(String address, Availability availability) {
        return new Presence(
                address,
                availability,
                List.of(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                false,
                Optional.empty(),
                "");
    }

    /** The activity to show when there is room for one. */
    public Optional<Activity> activity() {
        return activities.stream().findFirst();
    }

    /** The same, marked as one that may no longer hold, or as one that does. */
    public Presence withStale(boolean nowStale) {
        if (nowStale == stale) {
            return this;
        }
        return new Presence(
                address,
                availability,
                activities,
                activityText,
                idle,
                since,
                note,
                outOfOffice,
                timeZone,
                schedule,
                workLocation,
                lastActive,
                devices,
                nowStale,
                appearsAs,
                version);
    }
}
