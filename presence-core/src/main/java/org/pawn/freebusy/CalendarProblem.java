package org.pawn.freebusy;

import java.util.Optional;

/**
 * Something in a calendar that was left out, and why.
 *
 * @param line where the component or the line begins in the file, from 1
 * @param component {@code VEVENT} and the like; empty for an entry as a whole
 * @param reason one sentence for people, without titles or names from the calendar
 * @param resource the calendar server's name for the entry, where the calendar is made of entries
 */
public record CalendarProblem(int line, String component, String reason, Optional<String> resource) {
    /** Of a calendar that is one file. */
    public CalendarProblem(int line, String component, String reason) {
        this(line, component, reason, Optional.empty());
    }

    /** The same, in an entry of its own. */
    public CalendarProblem in(String name) {
        return new CalendarProblem(line, component, reason, Optional.of(name));
    }
}
