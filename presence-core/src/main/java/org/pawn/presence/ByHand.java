package org.pawn.presence;

import java.util.Optional;

/** Everything durable that a person set by hand. */
public record ByHand(Optional<ManualState> manual, Optional<PersonalNote> note) {
    public static final ByHand NOTHING = new ByHand(Optional.empty(), Optional.empty());

    ByHand with(Optional<ManualState> newManual) {
        return new ByHand(newManual, note);
    }

    ByHand withNote(Optional<PersonalNote> newNote) {
        return new ByHand(manual, newNote);
    }
}
