package org.pawn.sdk;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Who shall meet for how long, and when they may.
 *
 * @param required whom the meeting needs
 * @param optional who is welcome; 1,000 people in all
 * @param windows when the meeting may take place, at most 400 days from the first to the last
 * @param zone by whose clock it starts on a round time; the caller's own without it
 * @param granularity it starts at a multiple of this after midnight; PT15M without it
 * @param ignoreWorkingHours whether working hours count in the ranking alone
 * @param limit how many times at most, 1 to 100; 10 without it
 */
public record MeetingQuery(
        List<String> required,
        List<String> optional,
        Duration duration,
        List<TimeSpan> windows,
        Optional<ZoneId> zone,
        Optional<Duration> granularity,
        boolean ignoreWorkingHours,
        Optional<Integer> limit) {

    public MeetingQuery {
        required = List.copyOf(required);
        optional = List.copyOf(optional);
        windows = List.copyOf(windows);
    }

    /** All of these people, within working hours, in that window. */
    public static MeetingQuery of(Collection<String> required, Duration duration, TimeSpan window) {
        return new MeetingQuery(
                List.copyOf(required),
                List.of(),
                duration,
                List.of(window),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty());
    }

    /** The same, and these people if they can. */
    public MeetingQuery withOptional(Collection<String> people) {
        return new MeetingQuery(
                required, List.copyOf(people), duration, windows, zone, granularity, ignoreWorkingHours, limit);
    }

    /** The same, in these windows. */
    public MeetingQuery within(Collection<TimeSpan> spans) {
        return new MeetingQuery(
                required, optional, duration, List.copyOf(spans), zone, granularity, ignoreWorkingHours, limit);
    }

    /** The same, round by the clock of that zone. */
    public MeetingQuery withZone(ZoneId clock) {
        return new MeetingQuery(
                required, optional, duration, windows, Optional.of(clock), granularity, ignoreWorkingHours, limit);
    }

    /** The same, at multiples of that after midnight. */
    public MeetingQuery every(Duration step) {
        return new MeetingQuery(
                required, optional, duration, windows, zone, Optional.of(step), ignoreWorkingHours, limit);
    }

    /** The same at any hour; times within working hours still go first. */
    public MeetingQuery atAnyHour() {
        return new MeetingQuery(required, optional, duration, windows, zone, granularity, true, limit);
    }

    /** The same, so many times at most. */
    public MeetingQuery withLimit(int most) {
        return new MeetingQuery(
                required, optional, duration, windows, zone, granularity, ignoreWorkingHours, Optional.of(most));
    }
}
