package org.pawn.sdk;

import java.util.Optional;

/**
 * One of several people that were asked for: {@code freeBusy} or {@code problem}, never both.
 *
 * @param requested the address as you wrote it
 */
public record FreeBusyItem(String requested, Optional<FreeBusy> freeBusy, Optional<Problem> problem) {}
