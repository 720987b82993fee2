package org.pawn.freebusy;

/**
 * Something in a calendar that was left out, and why.
 *
 * @param line where the component or the line begins in the file, from 1
 * @param component {@code VEVENT} and the like
 * @param reason one sentence for people, without titles or names from the calendar
 */
public record CalendarProblem(int line, String component, String reason) {}
