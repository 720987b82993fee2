package org.pawn.freebusy;

/**
 * How firmly a span is taken (RFC 5545 section 3.2.9). The order is the order of strength: of two that overlap the later
 * constant counts.
 */
public enum BusyType {
    BUSY_TENTATIVE,
    BUSY,
    BUSY_UNAVAILABLE
}
