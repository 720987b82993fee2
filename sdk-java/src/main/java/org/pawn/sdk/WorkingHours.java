package org.pawn.sdk;

/**
 * When a person works.
 *
 * @param week no day at all where it is not known
 * @param timeZone where their clock is set, an IANA name
 */
public record WorkingHours(WeeklyHours week, String timeZone) {}
