package org.pawn.freebusy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What a meeting shall be like.
 *
 * @param windows when it may take place; merged by this record
 * @param zone by whose clock it starts on a round time
 * @param length 1 minute to 7 days
 * @param step it starts at a multiple of this after midnight: whole minutes that divide a day
 * @param hours whether somebody's working hours rule a time out
 * @param limit how many times are wanted at most, 1 to 100
 */
public record MeetingQuestion(
        List<TimeSpan> windows, ZoneId zone, Duration length, Duration step, Hours hours, int limit) {

    /** What working hours mean. */
    public enum Hours {
        /** Nobody is asked to come outside theirs. */
        RESPECTED,
        /** They count when times are ranked, and rule none out. */
        IGNORED
    }

    public static final Duration DEFAULT_STEP = Duration.ofMinutes(15);

    private static final Duration MAX_LENGTH = Duration.ofDays(7);
    private static final int MAX_LIMIT = 100;
    private static final int MAX_WINDOWS = 400;
    private static final long DAY_SECONDS = 86_400;

    public MeetingQuestion {
        if (windows.isEmpty() || windows.size() > MAX_WINDOWS) {
            throw new IllegalArgumentException("a meeting has 1 to " + MAX_WINDOWS + " windows to take place in");
        }
        windows = List.copyOf(TimeSpan.merge(windows));
        if (whole(windows).length().compareTo(FreeBusyService.MAX_BATCH_WINDOW) > 0) {
            throw new IllegalArgumentException(
                    "a meeting is looked for within " + FreeBusyService.MAX_BATCH_WINDOW.toDays() + " days");
        }
        if (length.compareTo(Duration.ofMinutes(1)) < 0 || length.compareTo(MAX_LENGTH) > 0 || length.getNano() > 0) {
            throw new IllegalArgumentException("a meeting lasts a minute to seven days, in whole seconds");
        }
        long stepSeconds = step.toSeconds();
        if (stepSeconds < 60 || stepSeconds % 60 != 0 || DAY_SECONDS % stepSeconds != 0) {
            throw new IllegalArgumentException("meetings start every so many whole minutes as divide a day");
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("1 to " + MAX_LIMIT + " times can be asked for");
        }
    }

    /** From the first window's start to the last one's end. */
    public TimeSpan whole() {
        return whole(windows);
    }

    private static TimeSpan whole(List<TimeSpan> windows) {
        return new TimeSpan(
                windows.get(0).start(), windows.get(windows.size() - 1).end());
    }

    /** Every instant at which the meeting can start, in seconds, ascending: round by the clock of the zone. */
    long[] starts() {
        LongStream.Builder starts = LongStream.builder();
        for (TimeSpan window : windows) {
            long last = window.end().getEpochSecond() - length.toSeconds();
            long first = window.start().getEpochSecond() + (window.start().getNano() > 0 ? 1 : 0);
            for (long at = round(first); at <= last; at = round(at + 1)) {
                starts.add(at);
            }
        }
        return starts.build().toArray();
    }

    /** The first second from {@code from} on at which the zone's clock is round; where that is set, from there on. */
    private long round(long from) {
        ZoneRules rules = zone.getRules();
        Instant instant = Instant.ofEpochSecond(from);
        ZoneOffset offset = rules.getOffset(instant);
        long stepSeconds = step.toSeconds();
        long local = from + offset.getTotalSeconds();
        long at = Math.floorDiv(local + stepSeconds - 1, stepSeconds) * stepSeconds - offset.getTotalSeconds();
        return rules.getOffset(Instant.ofEpochSecond(at)).equals(offset)
                ? at
                : round(rules.nextTransition(instant).getInstant().getEpochSecond());
    }
}
