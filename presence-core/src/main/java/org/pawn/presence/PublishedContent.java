package org.pawn.presence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pawn.time.Moment;

/** What a live publication holds: at any moment it is some records, and it may know when these will be others. */
sealed interface PublishedContent permits PublishedContent.Device, CallTable {
    List<PresenceRecord> records(LivePublication publication, Moment now);

    /** The next instant after {@code now} at which it says something else by itself. */
    Optional<Instant> nextEdge(Instant now);

    /** One device, with what it foretells. */
    record Device(DeviceTimeline timeline) implements PublishedContent {
        @Override
        public List<PresenceRecord> records(LivePublication publication, Moment now) {
            DeviceState state = timeline.at(now.wall());
            return List.of(state.record(publication.id(), now, publication.deadlineNanos(), publication.flow()));
        }

        @Override
        public Optional<Instant> nextEdge(Instant now) {
            return timeline.changes().stream()
                    .map(DeviceTimeline.Change::at)
                    .filter(at -> at.isAfter(now))
                    .findFirst();
        }
    }
}
