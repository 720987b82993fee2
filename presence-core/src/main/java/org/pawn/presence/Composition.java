package org.pawn.presence;

import java.util.OptionalLong;

/**
 * What composing gave.
 *
 * @param trace which rules decided
 * @param nextNanos the earliest monotonic instant at which the same sources can give something else; empty when never
 */
record Composition(PresenceDocument document, Trace trace, OptionalLong nextNanos) {}
