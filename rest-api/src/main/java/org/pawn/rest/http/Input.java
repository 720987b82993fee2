package org.pawn.rest.http;

import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Optional;
import java.util.function.Supplier;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.refusal.Refusal;
import org.pawn.time.TimeSource;

/** Turns what callers write into values, and what cannot be a value into a refusal that names the member. */
public final class Input {
    private Input() {}

    /** @throws Refusal.Invalid naming {@code field}, if the value cannot exist */
    public static <T> T value(String field, Supplier<T> make) {
        try {
            return make.get();
        } catch (IllegalArgumentException | DateTimeException impossible) {
            String why = impossible.getMessage();
            throw new Refusal.Invalid(field, why == null ? "This is not understood." : why);
        }
    }

    /** @throws Refusal.Invalid naming {@code field}, if there is no such value */
    public static <T> T known(String field, Optional<T> value) {
        return value.orElseThrow(() -> new Refusal.Invalid(field, "This value of \"" + field + "\" is not known."));
    }

    /** The person that an address in any accepted form, or an alias, means. */
    public static AddressOfRecord address(Directory directory, String field, String text) {
        return value(field, () -> directory.resolve(text));
    }

    /** The person in the path. */
    public static AddressOfRecord address(Directory directory, Context ctx) {
        return address(directory, "address", ctx.pathParam("address"));
    }

    public static Instant instant(String field, String text) {
        return value(field, () -> Instant.parse(text));
    }

    /** {@code PT5M} and {@code P30D} alike; months and years have no fixed length and are refused. */
    public static Duration duration(String field, String text) {
        return value(field, () -> {
            int time = text.indexOf('T');
            if (time < 0) {
                return days(text);
            }
            return time == 1
                    ? Duration.parse(text)
                    : days(text.substring(0, time)).plus(Duration.parse("P" + text.substring(time)));
        });
    }

    /** How long until then: a duration, or an instant. Zero or negative for one that is past. */
    public static Duration life(String field, String text, TimeSource time) {
        return text.startsWith("P") || text.startsWith("p")
                ? duration(field, text)
                : Duration.between(time.now(), instant(field, text));
    }

    private static Duration days(String text) {
        Period period = Period.parse(text);
        if (period.toTotalMonths() != 0) {
            throw new IllegalArgumentException("a duration is given in days, hours, minutes and seconds");
        }
        return Duration.ofDays(period.getDays());
    }
}
