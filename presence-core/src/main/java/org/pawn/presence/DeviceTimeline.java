package org.pawn.presence;

import java.time.Instant;
import java.util.List;

/**
 * What one publishing agent says of its person and itself from now on: the present and what it foretells (RFC 4481, and
 * the ranges of RFC 4480 section 3.1).
 *
 * @param present what holds until the first of {@code changes}
 * @param changes in the order of their instants, each later than the moment of publishing; at most {@link #MAX_CHANGES}
 */
public record DeviceTimeline(DeviceState present, List<Change> changes) implements PublishedState {
    public static final int MAX_CHANGES = 64;

    /** What holds from {@code at}, inclusive, until the next change. */
    public record Change(Instant at, DeviceState state) {}

    public DeviceTimeline {
        changes = List.copyOf(changes);
        if (changes.size() > MAX_CHANGES) {
            throw new IllegalArgumentException("at most " + MAX_CHANGES + " changes are foretold");
        }
        for (int i = 1; i < changes.size(); i++) {
            if (!changes.get(i - 1).at().isBefore(changes.get(i).at())) {
                throw new IllegalArgumentException("what is foretold is in order");
            }
        }
    }

    public static DeviceTimeline of(DeviceState present) {
        return new DeviceTimeline(present, List.of());
    }

    DeviceState at(Instant now) {
        DeviceState holds = present;
        for (Change change : changes) {
            if (!change.at().isAfter(now)) {
                holds = change.state();
            }
        }
        return holds;
    }
}
