package org.pawn.presence;

import java.util.List;
import java.util.Optional;
import org.pawn.time.Moment;

/**
 * What one publishing agent says of its person and itself: the body of a publication, without its life.
 *
 * @param place where the person works or stays, in words
 * @param q how far it is preferred, 0 to 1000 thousandths; 0 where it does not say
 * @param lastActive present only where the agent reports activity (RPID user-input)
 */
public record DeviceState(
        Availability availability,
        List<Activity> activities,
        Optional<Note> note,
        Optional<String> place,
        Optional<String> contact,
        Optional<String> device,
        List<String> capabilities,
        int q,
        Optional<Moment> lastActive)
        implements PublishedState {

    public DeviceState {
        activities = activities.stream().distinct().sorted().toList();
        capabilities = List.copyOf(capabilities);
    }

    public static DeviceState of(Availability availability) {
        return new DeviceState(
                availability,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                0,
                Optional.empty());
    }

    PresenceRecord record(String id, Moment now, long deadlineNanos, Optional<String> flow) {
        return new PresenceRecord(
                Source.DEVICE,
                id,
                Optional.of(availability),
                activities,
                note,
                place,
                contact,
                device,
                capabilities,
                q,
                now.wall(),
                lastActive,
                now.nanos(),
                deadlineNanos,
                flow,
                false);
    }
}
