package org.pawn.freebusy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A calendar and how well it could be read.
 *
 * @param coverage none for a feed that was never read
 * @param understood how many components count
 * @param leftOut what does not count, and why
 * @param problem why the last reading of a feed failed, if it did; the good copy stays
 * @param refreshInterval how often its publisher wants it read, if it says
 * @param isUnfinished whether the feed is too long for one reading, which goes on
 * @param created whether this call added it
 */
public record CalendarReport(
        StoredCalendar calendar,
        Coverage coverage,
        int understood,
        List<CalendarProblem> leftOut,
        Optional<String> problem,
        Optional<Duration> refreshInterval,
        boolean isUnfinished,
        boolean created) {

    public CalendarReport {
        leftOut = List.copyOf(leftOut);
    }
}
