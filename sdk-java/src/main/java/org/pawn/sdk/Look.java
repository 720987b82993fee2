package org.pawn.sdk;

import java.time.Instant;

/**
 * How often somebody looked at a person within one hour of the clock.
 *
 * @param kind at what: {@code presence}, {@code query}, {@code card}, {@code icon}, {@code mention}, {@code freebusy},
 *     {@code watch}; open
 * @param surface by which way: {@code rest}, {@code feed}, {@code sip}, {@code link}; open
 * @param outcome what they got: {@code shown}, {@code disguised} (somebody who is signed out), {@code pending},
 *     {@code refused}; open
 * @param count at least 1
 */
public record Look(
        Viewer viewer, String kind, String surface, String outcome, Instant first, Instant last, int count) {}
