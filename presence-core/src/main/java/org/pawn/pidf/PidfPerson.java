package org.pawn.pidf;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a document says about the person themself (RFC 4479 section 3.2, RFC 4480).
 *
 * @param activities in document order; empty means that the person does nothing worth telling
 * @param from the instant from which the activities hold, inclusive; empty: always (RFC 4480 section 3.1)
 * @param until the instant until which they hold, exclusive
 * @param idle empty when the person element reports no user input
 * @param rpid its other RPID elements, in document order
 */
public record PidfPerson(
        String id,
        List<RpidActivity> activities,
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<RpidIdle> idle,
        List<PidfNote> notes,
        List<RpidElement> rpid,
        Optional<ContactCard> card) {

    public PidfPerson {
        rpid = List.copyOf(rpid);
        activities = List.copyOf(activities);
        notes = List.copyOf(notes);
    }

    /** Whether there is anything in it. */
    boolean saysSomething() {
        return !activities.isEmpty() || idle.isPresent() || !notes.isEmpty() || !rpid.isEmpty() || card.isPresent();
    }

    /** Whether the activities hold at that instant. */
    public boolean holdsAt(Instant now) {
        return from.map(start -> !now.isBefore(start)).orElse(true)
                && until.map(now::isBefore).orElse(true);
    }
}
