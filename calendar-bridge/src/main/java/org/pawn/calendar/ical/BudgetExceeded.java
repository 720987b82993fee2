package org.pawn.calendar.ical;

/** An expansion would cost more than it may; the component is left out. No stack trace. */
final class BudgetExceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BudgetExceeded() {
        super("its recurrence makes more instances than are computed", null, false, false);
    }
}
