package org.pawn.freebusy;

import org.pawn.refusal.Refusal;

/** Turns a calendar's bytes into occurrences. Bounded in time and memory whatever the bytes are. Thread-safe. */
public interface CalendarExpander {
    /**
     * Expands one calendar over a window. A broken component is left out and named among the problems; the rest counts.
     *
     * @throws Refusal.UnsupportedContent if the bytes are no iCalendar at all
     * @throws Refusal.Invalid if they are cut off before their end
     * @throws Refusal.TooLarge if they pass the limit on size
     */
    CalendarExpansion expand(CalendarBytes calendar, CalendarOwner owner, TimeSpan window);
}
