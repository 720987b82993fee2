package org.pawn.sdk;

import java.util.List;

/**
 * A time at which people can meet: no required person is known to be busy then.
 *
 * @param state {@link AvailabilityItem.State#FREE} only if every required person is known to be
 * @param required how many required people are known to be free
 * @param optional how many optional people are known to be free
 * @param tentative required people who have something tentative then
 * @param unknown required people of whose time then nothing is known, beside those of whom nothing is known at all
 * @param missing optional people who are not known to be free then
 * @param outsideWorkingHours whoever would come outside their working hours
 * @param reasons why it ranks where it does, in sentences for people
 */
public record MeetingTime(
        TimeSpan span,
        AvailabilityItem.State state,
        int required,
        int optional,
        List<String> tentative,
        List<String> unknown,
        List<String> missing,
        List<String> outsideWorkingHours,
        List<String> reasons) {

    public MeetingTime {
        tentative = List.copyOf(tentative);
        unknown = List.copyOf(unknown);
        missing = List.copyOf(missing);
        outsideWorkingHours = List.copyOf(outsideWorkingHours);
        reasons = List.copyOf(reasons);
    }
}
