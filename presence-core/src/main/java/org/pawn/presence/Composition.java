package org.pawn.presence;

/**
 * What composing gave.
 *
 * @param nextNanos the earliest monotonic instant at which the same sources can give something else;
 *     {@link Long#MAX_VALUE} when never
 */
record Composition(PresenceDocument document, long nextNanos) {}
