package org.pawn.server.sip.event;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often a subscriber wants to hear (RFC 6446), within what we do.
 *
 * @param pace at least so long between two NOTIFYs ({@code max-rate}); zero where they do not say
 * @param repeat after so long without one the state is told again ({@code min-rate}); zero for never
 */
public record Rates(Duration pace, Duration repeat) {
    /** What nobody asked for. */
    public static final Rates NONE = new Rates(Duration.ZERO, Duration.ZERO);

    private static final Duration LONGEST_PACE = Duration.ofHours(1);
    private static final Duration SHORTEST_REPEAT = Duration.ofSeconds(10);
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}(\\.[0-9]{1,10})?");

    /** By the parameters of an Event header; what is no rate counts as not said. */
    public static Rates of(String event) {
        Duration pace = interval(event, "max-rate").orElse(Duration.ZERO);
        Duration repeat = interval(event, "min-rate").orElse(Duration.ZERO);
        return new Rates(
                pace.compareTo(LONGEST_PACE) > 0 ? LONGEST_PACE : pace,
                !repeat.isZero() && repeat.compareTo(SHORTEST_REPEAT) < 0 ? SHORTEST_REPEAT : repeat);
    }

    /** What Subscription-State says of it (section 7), so that the subscriber knows what they got. */
    String parameters() {
        return (pace.isZero() ? "" : ";max-rate=" + rate(pace)) + (repeat.isZero() ? "" : ";min-rate=" + rate(repeat));
    }

    private static Optional<Duration> interval(String event, String name) {
        for (String parameter : event.split(";")) {
            String[] parts = parameter.split("=", 2);
            if (parts.length == 2 && parts[0].strip().equalsIgnoreCase(name)) {
                Matcher number = NUMBER.matcher(parts[1].strip());
                double rate = number.matches() ? Double.parseDouble(number.group()) : 0;
                return rate > 0
                        ? Optional.of(Duration.ofMillis(
                                (long) Math.min(1000 / rate, Duration.ofDays(1).toMillis())))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static String rate(Duration interval) {
        return BigDecimal.valueOf(1000.0 / interval.toMillis())
                .setScale(5, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
