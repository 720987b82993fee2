package org.pawn.calendar.ical;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long an occurrence lasts: days by the calendar, then time by the clock (RFC 5545 section 3.3.6), so that
 * {@code P1D} over a change of the clocks is not {@code PT24H}.
 */
record Extent(long days, Duration time) {
    static final Extent NONE = new Extent(0, Duration.ZERO);
    private static final long MAX_DAYS = 366L * 1000;
    private static final Pattern SHAPE = Pattern.compile(
            "([+-])?P(?:(\\d{1,6})W)?(?:(\\d{1,6})D)?(?:T(?:(\\d{1,8})H)?(?:(\\d{1,9})M)?(?:(\\d{1,10})S)?)?");

    static Extent parse(ContentLine line) {
        return parse(line.value(), line);
    }

    static Extent parse(String text, ContentLine line) {
        Matcher matcher = SHAPE.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!matcher.matches() || matcher.end() < 3) {
            throw new BrokenComponent(line.name() + " is no duration");
        }
        long days = number(matcher, 2) * 7 + number(matcher, 3);
        Duration time = Duration.ofHours(number(matcher, 4))
                .plusMinutes(number(matcher, 5))
                .plusSeconds(number(matcher, 6));
        if ("-".equals(matcher.group(1)) && !time.plusDays(days).isZero()) {
            throw new BrokenComponent(line.name() + " is negative");
        }
        return bounded(days, time, line);
    }

    /** From the start of an event to its stated end; of dates the end must be later, of times it may be the same. */
    static Extent between(IcalTime start, IcalTime end, ContentLine line) {
        boolean isDays = start.isDate() && end.isDate();
        long days = isDays ? end.date().toEpochDay() - start.date().toEpochDay() : 0;
        Duration time = isDays ? Duration.ZERO : Duration.between(start.instant(), end.instant());
        if (time.isNegative() && start.rules().equals(end.rules())) { // from within a gap to just beyond it
            time = Duration.between(start.local(), end.local());
        }
        if (isDays ? days <= 0 : time.isNegative()) {
            throw new BrokenComponent(line.name() + " does not come after its start");
        }
        return bounded(days, time, line);
    }

    private static Extent bounded(long days, Duration time, ContentLine line) {
        if (days + time.toDays() > MAX_DAYS) {
            throw new BrokenComponent(line.name() + " is more than a thousand years away");
        }
        return new Extent(days, time);
    }

    private static long number(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
    }

    Instant endOf(IcalTime start) {
        return endOf(start, start.instant());
    }

    /** The same of a start whose instant is known. */
    Instant endOf(IcalTime start, Instant instant) {
        if (days == 0) {
            return instant.plus(time);
        }
        LocalDateTime day = start.local().plusDays(days);
        return IcalTime.instant(day, start.rules()).plus(time);
    }

    /** With days of 24 hours. */
    Duration exact() {
        return Duration.ofDays(days).plus(time);
    }

    /** No occurrence lasts longer, whatever the clocks do. */
    Duration atMost() {
        return Duration.ofDays(days + 1).plus(time);
    }
}
