package org.pawn.calendar.ical;

/** A component says something that cannot be; it is left out and the sentence goes to the owner. No stack trace. */
final class BrokenComponent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenComponent(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
