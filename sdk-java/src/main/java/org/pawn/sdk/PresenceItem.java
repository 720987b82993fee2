package org.pawn.sdk;

import java.util.Optional;

/**
 * One of several people that were asked for: {@code presence} or {@code problem}, never both.
 *
 * @param requested the address as you wrote it
 */
public record PresenceItem(String requested, Optional<Presence> presence, Optional<Problem> problem) {}
