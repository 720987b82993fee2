package org.pawn.presence;

import java.time.Instant;
import java.util.Optional;

/** Everything durable that a person set by hand; parts that have ended are still in it until somebody clears them. */
public record ByHand(
        Optional<ManualState> manual,
        Optional<PersonalNote> note,
        Optional<Absence> absence,
        Optional<WorkPlace> workPlace) {
    public static final ByHand NOTHING =
            new ByHand(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    ByHand with(Optional<ManualState> newManual) {
        return new ByHand(newManual, note, absence, workPlace);
    }

    ByHand withNote(Optional<PersonalNote> newNote) {
        return new ByHand(manual, newNote, absence, workPlace);
    }

    ByHand withAbsence(Optional<Absence> newAbsence) {
        return new ByHand(manual, note, newAbsence, workPlace);
    }

    ByHand withWorkPlace(Optional<WorkPlace> newWorkPlace) {
        return new ByHand(manual, note, absence, newWorkPlace);
    }

    /** What of it has not ended by {@code now}; an absence that is still to come is kept. */
    ByHand liveAt(Instant now) {
        return new ByHand(
                manual.filter(state -> state.isLive(now)),
                note.filter(one -> one.isLive(now)),
                absence.filter(one -> now.isBefore(one.until())),
                workPlace.filter(one -> one.isLive(now)));
    }
}
