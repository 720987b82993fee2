package org.pawn.sdk;

import java.util.Optional;

/**
 * The manual state as the server holds it, and what shows of the person now.
 *
 * @param manual empty when none is set
 * @param why which rule decided what shows, for people; says so when the manual state does not show
 */
public record ManualAnswer(Optional<ManualState> manual, Presence effective, String why) {}
