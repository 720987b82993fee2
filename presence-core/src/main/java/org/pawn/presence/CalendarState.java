package org.pawn.presence;

import java.util.List;
import java.util.Optional;

/**
 * What a person's calendars contribute at this moment; whoever keeps the calendars hands in a new one at every boundary.
 *
 * @param situations running events, each {@link Source#CALENDAR} or {@link Source#OUT_OF_OFFICE}; {@code since} is the
 *     event's start
 * @param workLocation where the calendar says the person works, if it does
 */
public record CalendarState(
        Schedule schedule,
        List<PresenceRecord> situations,
        Optional<OutOfOffice> outOfOffice,
        Optional<String> workLocation) {

    public static final CalendarState UNKNOWN =
            new CalendarState(Schedule.UNKNOWN, List.of(), Optional.empty(), Optional.empty());

    public CalendarState {
        situations = List.copyOf(situations);
    }
}
