package org.pawn.rest.calendar;

import java.time.LocalDate;
import java.time.ZoneId;
import org.pawn.freebusy.TimeSpan;

/**
 * Which days a grid shows, by whose clock.
 *
 * @param days 1 to 31
 */
record GridQuestion(ZoneId zone, LocalDate from, int days) {
    static final int DEFAULT_DAYS = 7;

    private static final int MAX_DAYS = 31;

    GridQuestion {
        if (days < 1 || days > MAX_DAYS) {
            throw new IllegalArgumentException("a grid has 1 to " + MAX_DAYS + " days");
        }
        if (from.getYear() < 1000 || from.getYear() > 8999) {
            throw new IllegalArgumentException("a grid is of years that have four digits");
        }
    }

    TimeSpan window() {
        return new TimeSpan(
                from.atStartOfDay(zone).toInstant(),
                from.plusDays(days).atStartOfDay(zone).toInstant());
    }

    TimeSpan day(int number) {
        LocalDate date = from.plusDays(number);
        return new TimeSpan(
                date.atStartOfDay(zone).toInstant(),
                date.plusDays(1).atStartOfDay(zone).toInstant());
    }
}
