package org.pawn.pidf;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One service's status (RFC 3863 section 4.1.2).
 *
 * @param open empty when the tuple has no {@code basic}, or neither open nor closed: nothing is known
 * @param priority from 0 to 1 inclusive
 * @param activities RPID activities that older clients put into the status, in document order
 * @param idle empty when the tuple reports no user input (RFC 4480 section 3.15)
 * @param extensions what other documents put into a tuple
 */
public record PidfTuple(
        String id,
        Optional<Boolean> open,
        Optional<String> contact,
        OptionalDouble priority,
        List<RpidActivity> activities,
        Optional<RpidIdle> idle,
        List<PidfNote> notes,
        Optional<Instant> timestamp,
        Extensions extensions) {

    /**
     * What other documents put into a tuple.
     *
     * @param rpid its other RPID elements, in document order
     * @param timed in document order
     */
    public record Extensions(
            List<RpidElement> rpid,
            List<TimedStatus> timed,
            Optional<ServiceCapabilities> capabilities,
            Optional<ContactCard> card) {
        public static final Extensions NONE = new Extensions(List.of(), List.of(), Optional.empty(), Optional.empty());

        public Extensions {
            rpid = List.copyOf(rpid);
            timed = List.copyOf(timed);
        }
    }

    public PidfTuple {
        activities = List.copyOf(activities);
        notes = List.copyOf(notes);
    }

    /** A tuple with nothing but what every one has. */
    public static PidfTuple of(String id, Optional<Boolean> open, Optional<String> contact, List<PidfNote> notes) {
        return new PidfTuple(
                id,
                open,
                contact,
                OptionalDouble.empty(),
                List.of(),
                Optional.empty(),
                notes,
                Optional.empty(),
                Extensions.NONE);
    }

    /** The same service, reached at that URI. */
    public PidfTuple reachedAt(String uri) {
        return new PidfTuple(id, open, Optional.of(uri), priority, activities, idle, notes, timestamp, extensions);
    }

    PidfTuple with(Extensions other) {
        return new PidfTuple(id, open, contact, priority, activities, idle, notes, timestamp, other);
    }
}
