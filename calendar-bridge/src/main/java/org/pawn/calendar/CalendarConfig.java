package org.pawn.calendar;

import java.time.Duration;
import java.util.List;
import org.pawn.calendar.source.Network;

/**
 * How calendars are kept.
 *
 * @param refreshEvery how often a feed is read that states no interval of its own; 5 minutes to 12 hours
 * @param fetchDeadline how long one fetch may take, redirects and all
 * @param allowedNetworks networks that feeds may be fetched from although they are not public, {@code 10.1.0.0/16}
 */
public record CalendarConfig(Duration refreshEvery, Duration fetchDeadline, List<Network> allowedNetworks) {
    /** No feed is read more often, whatever it asks for. */
    public static final Duration MIN_REFRESH = Duration.ofMinutes(5);

    /** No feed is read less often, or it would grow stale between two readings. */
    public static final Duration MAX_REFRESH = Duration.ofHours(12);

    public static final CalendarConfig DEFAULT =
            new CalendarConfig(Duration.ofMinutes(15), Duration.ofSeconds(30), List.of());

    public CalendarConfig {
        if (refreshEvery.compareTo(MIN_REFRESH) < 0 || refreshEvery.compareTo(MAX_REFRESH) > 0) {
            throw new IllegalArgumentException("refreshEvery is PT5M to PT12H");
        }
        if (fetchDeadline.isNegative() || fetchDeadline.isZero()) {
            throw new IllegalArgumentException("fetchDeadline is more than zero");
        }
        allowedNetworks = List.copyOf(allowedNetworks);
    }
}
