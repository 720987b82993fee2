package org.pawn.sdk;

import java.util.Optional;

/** The person's own note, empty when there is none, and what shows of the person now. */
public record NoteAnswer(Optional<Note> note, Presence effective) {}
