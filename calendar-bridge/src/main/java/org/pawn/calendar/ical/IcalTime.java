package org.pawn.calendar.ical;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A DATE or DATE-TIME with the zone it is read in (RFC 5545 sections 3.3.4, 3.3.5).
 *
 * @param local midnight for a date
 * @param rules of its zone; for floating times and dates those of whoever reads them
 */
record IcalTime(Form form, LocalDateTime local, ZoneRules rules) {
    enum Form {
        DATE,
        FLOATING,
        UTC,
        ZONED
    }

    private static final Pattern SHAPE =
            Pattern.compile("(\\d{4})-?(\\d{2})-?(\\d{2})(?:[Tt](\\d{2}):?(\\d{2})(?::?(\\d{2}))?([Zz])?)?");

    /** Reads one value of {@code line}, whose parameters say how. */
    static IcalTime parse(String text, ContentLine line, Zones zones) {
        Matcher matcher = SHAPE.matcher(text.strip());
        if (!matcher.matches()) {
            throw new BrokenComponent(line.name() + " is no date");
        }
        try {
            LocalDate date = LocalDate.of(number(matcher, 1), number(matcher, 2), number(matcher, 3));
            if (matcher.group(4) == null || line.hasParameter("VALUE", "DATE")) {
                return new IcalTime(Form.DATE, date.atStartOfDay(), zones.ofDates());
            }
            int second = matcher.group(6) == null ? 0 : Math.min(number(matcher, 6), 59); // 60 is a leap second
            LocalDateTime local = date.atTime(LocalTime.of(number(matcher, 4), number(matcher, 5), second));
            if (matcher.group(7) != null) {
                return new IcalTime(Form.UTC, local, ZoneOffset.UTC.getRules());
            }
            return line.parameter("TZID")
                    .map(id -> new IcalTime(Form.ZONED, local, zones.named(id)))
                    .orElseGet(() -> new IcalTime(Form.FLOATING, local, zones.ofFloating()));
        } catch (DateTimeException impossible) {
            throw new BrokenComponent(line.name() + " is no date that exists");
        }
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    static IcalTime parse(ContentLine line, Zones zones) {
        return parse(line.value(), line, zones);
    }

    boolean isDate() {
        return form == Form.DATE;
    }

    LocalDate date() {
        return local.toLocalDate();
    }

    /** In a gap the offset before it counts, of two the first (RFC 5545 section 3.3.5). */
    Instant instant() {
        return instant(local, rules);
    }

    static Instant instant(LocalDateTime local, ZoneRules rules) {
        return local.toInstant(rules.getOffset(local)); // documented: the offset before, in gap and overlap
    }

    /** The same kind of time at another local time. */
    IcalTime at(LocalDateTime other) {
        return new IcalTime(form, other, rules);
    }

    /** Where the wall clock of this time's zone stands at {@code instant}. */
    LocalDateTime localAt(Instant instant) {
        return LocalDateTime.ofInstant(instant, rules.getOffset(instant));
    }
}
