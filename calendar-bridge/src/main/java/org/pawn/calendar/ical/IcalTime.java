package org.pawn.calendar.ical;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.Optional;

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

    /** Reads one value of {@code line}, whose parameters say how. */
    static IcalTime parse(String text, ContentLine line, Zones zones) {
        TimeText read = TimeText.of(text.strip()).orElseThrow(() -> new BrokenComponent(line.name() + " is no date"));
        try {
            LocalDate date = LocalDate.of(read.year(), read.month(), read.day());
            if (!read.hasTime() || line.hasParameter("VALUE", "DATE")) {
                return new IcalTime(Form.DATE, date.atStartOfDay(), zones.ofDates());
            }
            int second = Math.min(read.second(), 59); // 60 is a leap second
            LocalDateTime local = date.atTime(read.hour(), read.minute(), second);
            if (read.isUtc()) {
                return new IcalTime(Form.UTC, local, ZoneOffset.UTC.getRules());
            }
            Optional<String> zone = line.parameter("TZID");
            return zone.isPresent()
                    ? new IcalTime(Form.ZONED, local, zones.named(zone.get()))
                    : new IcalTime(Form.FLOATING, local, zones.ofFloating());
        } catch (DateTimeException impossible) {
            throw new BrokenComponent(line.name() + " is no date that exists");
        }
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
