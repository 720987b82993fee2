package org.pawn.notification;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.pawn.freebusy.TimeSpan;
import org.pawn.freebusy.WeeklyHours;

/**
 * When a person wants to be left alone, every week anew. Others do not see it: messages behave as under DoNotDisturb and
 * the presence does not change.
 *
 * @param week the hours that begin on each weekday, over midnight too; those that touch are one quiet time
 */
public record QuietHours(WeeklyHours week) {
    public static final QuietHours NONE = new QuietHours(WeeklyHours.NONE);

    /** Every weekday comes within it twice, though the clock may jump over one of them. */
    private static final Duration HORIZON = Duration.ofDays(16);

    public boolean areSet() {
        return !week.isEmpty();
    }

    /** Whether {@code now} is within them, on the clock of {@code zone}. */
    public boolean contain(Instant now, ZoneId zone) {
        return !week.within(new TimeSpan(now, now.plusNanos(1)), zone).isEmpty();
    }

    /** When the quiet time that runs at {@code now} ends; for one that never ends, a far instant. */
    public Optional<Instant> until(Instant now, ZoneId zone) {
        return contain(now, zone) ? nextEnd(now, zone) : Optional.empty();
    }

    /** When the quiet time ends that runs at {@code now} or comes next; empty where none are set. */
    public Optional<Instant> nextEnd(Instant now, ZoneId zone) {
        Instant far = now.plus(HORIZON).truncatedTo(ChronoUnit.DAYS); // the same the whole day, for one that never ends
        List<TimeSpan> ahead = week.within(new TimeSpan(now, far), zone);
        return ahead.stream().findFirst().map(TimeSpan::end);
    }
}
