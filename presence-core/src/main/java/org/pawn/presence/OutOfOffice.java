package org.pawn.presence;

import java.time.Instant;
import java.util.Optional;

/** The person is out of office until {@code until}, exclusive, if known; with their own words for it. */
public record OutOfOffice(Optional<Instant> until, Optional<Note> note) {}
