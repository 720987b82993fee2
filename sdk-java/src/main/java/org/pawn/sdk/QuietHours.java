package org.pawn.sdk;

import java.time.Instant;
import java.util.Optional;

/**
 * When a person wants to be left alone; nobody else is told.
 *
 * @param week no day at all where they have none
 * @param timeZone where their clock is set, an IANA name
 * @param quietUntil when the quiet time that runs now ends; hours that touch are one
 */
public record QuietHours(WeeklyHours week, String timeZone, Optional<Instant> quietUntil) {}
