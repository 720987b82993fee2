package org.pawn.calendar.caldav;

/** An answer that is no multi-status, or passes a bound: the fault may lie in one of the resources that it speaks of. */
final class MalformedAnswer extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedAnswer(String reason) {
        super(reason);
    }
}
