package org.pawn.server.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;

/** Durations and instants as people type them. */
final class TimeArgument {
    private TimeArgument() {}

    /**
     * Reads {@code PT10M}, {@code P30D} or {@code P2W}.
     *
     * @throws CommandFailure naming the flag and what is allowed
     */
    static Duration duration(String flag, String typed) {
        try {
            Duration duration =
                    typed.endsWith("W") ? Duration.ofDays(Period.parse(typed).getDays()) : Duration.parse(typed);
            if (!duration.isNegative() && !duration.isZero()) {
                return duration;
            }
        } catch (DateTimeException notOne) {
            // told below
        }
        throw CommandFailure.wrongUsage(
                flag + ": \"" + typed + "\" is no duration such as PT10M (ten minutes) or P30D");
    }

    /**
     * Reads {@code 2030-03-04T09:00:00Z}, the same with an offset, {@code 2030-03-04T09:00} in the local zone, or
     * {@code 17:30}, which is today or, when that is over, tomorrow.
     *
     * @throws CommandFailure naming the flag and what is allowed
     */
    static Instant instant(String flag, String typed, Surroundings surroundings) {
        try {
            return OffsetDateTime.parse(typed).toInstant();
        } catch (DateTimeException perhapsLocal) {
            try {
                return local(typed, surroundings);
            } catch (DateTimeException notOne) {
                throw CommandFailure.wrongUsage(flag + ": \"" + typed
                        + "\" is no time such as 17:30, 2030-03-04T17:30 or 2030-03-04T09:00:00Z");
            }
        }
    }

    private static Instant local(String typed, Surroundings surroundings) {
        if (typed.contains("T")) {
            return LocalDateTime.parse(typed).atZone(surroundings.zone()).toInstant();
        }
        ZonedDateTime now = surroundings.clock().instant().atZone(surroundings.zone());
        ZonedDateTime today = now.with(LocalTime.parse(typed));
        return (today.isAfter(now) ? today : today.plusDays(1)).toInstant();
    }
}
