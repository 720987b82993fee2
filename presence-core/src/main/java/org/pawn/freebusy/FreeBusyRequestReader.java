package org.pawn.freebusy;

import org.pawn.refusal.Refusal;

/** Reads questions after busy time. Bounded in time and memory whatever the bytes are. Thread-safe. */
@FunctionalInterface
public interface FreeBusyRequestReader {
    /**
     * Reads one message.
     *
     * @throws Refusal.UnsupportedContent if the bytes are no iCalendar at all
     * @throws Refusal.Invalid if they are not exactly one request after busy time
     * @throws Refusal.TooLarge if they pass the limit on size
     */
    FreeBusyRequest read(CalendarBytes message);
}
