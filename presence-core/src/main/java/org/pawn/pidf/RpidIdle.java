package org.pawn.pidf;

import java.time.Instant;
import java.util.Optional;

/**
 * What a device reports of its user's input (RFC 4480 section 3.15).
 *
 * @param lastInput when the last input was, where it says so
 */
public record RpidIdle(boolean idle, Optional<Instant> lastInput) {}
