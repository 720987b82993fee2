package org.pawn.presence;

import java.util.List;
import java.util.Optional;

/**
 * What a person's calendars contribute at this moment; whoever keeps the calendars hands in a new one at every boundary.
 *
 * @param situations running events, each {@link Source#CALENDAR}; {@code since} is the event's start
 * @param workLocation where the calendar says the person works, if it does
 * @param working whether these are working hours
 * @param gaps the usable gaps ahead, in order, as far as was looked
 */
public record CalendarState(
        Schedule schedule,
        List<PresenceRecord> situations,
        Optional<OutOfOffice> outOfOffice,
        Optional<String> workLocation,
        WorkingTime working,
        List<FreeGap> gaps) {

    public static final CalendarState UNKNOWN = new CalendarState(
            Schedule.UNKNOWN, List.of(), Optional.empty(), Optional.empty(), WorkingTime.UNKNOWN, List.of());

    public CalendarState {
        situations = List.copyOf(situations);
        gaps = List.copyOf(gaps);
    }

    /** The same with another schedule. */
    public CalendarState with(Schedule other) {
        return new CalendarState(other, situations, outOfOffice, workLocation, working, gaps);
    }
}
