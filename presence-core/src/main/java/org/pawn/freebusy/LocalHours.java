package org.pawn.freebusy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/**
 * From one time of the day to another, {@code [start, end)}, on a local clock. An end that is not after the start is on
 * the next day, so that hours never last longer than 24 on the clock.
 */
public record LocalHours(LocalTime start, LocalTime end) {

    public boolean runOverMidnight() {
        return !start.isBefore(end);
    }

    /**
     * The span of these hours when they begin on {@code day}. A time that the clock jumps over is when it jumps, one
     * that it shows twice is the first; empty where all of the hours are jumped over.
     */
    public Optional<TimeSpan> on(LocalDate day, ZoneId zone) {
        Instant from = at(day.atTime(start), zone);
        Instant until = at((runOverMidnight() ? day.plusDays(1) : day).atTime(end), zone);
        return from.isBefore(until) ? Optional.of(new TimeSpan(from, until)) : Optional.empty();
    }

    private static Instant at(LocalDateTime local, ZoneId zone) {
        ZoneOffsetTransition jump = zone.getRules().getTransition(local);
        return jump != null && jump.isGap()
                ? jump.getInstant()
                : local.atZone(zone).toInstant();
    }
}
