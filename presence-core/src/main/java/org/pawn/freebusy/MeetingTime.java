package org.pawn.freebusy;

import java.time.Instant;
import java.util.List;
import org.pawn.address.AddressOfRecord;

/**
 * A time for a meeting, at which no required person is known to be busy.
 *
 * @param end exclusive
 * @param state free only if every required person is known to be
 * @param required how many required people are known to be free
 * @param optional how many optional people are known to be free
 * @param tentative required people who have something tentative then
 * @param unknown required people of whose time then nothing is known
 * @param missing optional people who are not known to be free then
 * @param outsideHours whoever would have to come outside their working hours
 */
public record MeetingTime(
        Instant start,
        Instant end,
        AvailabilityAnswer.State state,
        int required,
        int optional,
        List<AddressOfRecord> tentative,
        List<AddressOfRecord> unknown,
        List<AddressOfRecord> missing,
        List<AddressOfRecord> outsideHours) {

    public MeetingTime {
        tentative = List.copyOf(tentative);
        unknown = List.copyOf(unknown);
        missing = List.copyOf(missing);
        outsideHours = List.copyOf(outsideHours);
    }
}
