package org.pawn.freebusy;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.pawn.address.AddressOfRecord;
import org.pawn.refusal.Refusal;
import org.pawn.time.TimeSource;

/**
 * When people are busy, and when free. It knows nothing of who asks: whoever calls it has put the question to the
 * policy. Calls may block while a calendar is expanded; call it from no lane. Thread-safe.
 */
public final class FreeBusyService {
    /** The longest window for one person, and for each of several. */
    public static final Duration MAX_WINDOW = Duration.ofDays(366 * 20);

    public static final Duration MAX_BATCH_WINDOW = Duration.ofDays(400);

    private static final Duration LOOK_AHEAD = Duration.ofDays(14);
    private static final Duration MAX_LENGTH = Duration.ofDays(7);

    private final ExpandedCalendars calendars;
    private final TimeSource time;

    public FreeBusyService(ExpandedCalendars calendars, TimeSource time) {
        this.calendars = calendars;
        this.time = time;
    }

    /**
     * The person's busy time in {@code [from, to)}.
     *
     * @throws Refusal.Invalid if the window is empty or longer than {@link #MAX_WINDOW}
     * @throws Refusal.LimitExceeded if the calendar has more in so long a window than is computed
     */
    public FreeBusy query(AddressOfRecord person, Instant from, Instant to) {
        return query(person, windowOfOne(from, to));
    }

    /**
     * The busy time of several people, in the order asked.
     *
     * @throws Refusal.Invalid if the window is empty or longer than {@link #MAX_BATCH_WINDOW}
     */
    public List<FreeBusy> query(Collection<AddressOfRecord> people, Instant from, Instant to) {
        TimeSpan window = windowOfMany(from, to);
        return people.stream().map(person -> query(person, window)).toList();
    }

    /**
     * Whether each of the people is free from {@code start} for {@code length}, in the order asked.
     *
     * @throws Refusal.Invalid if the length is not positive or more than seven days
     */
    public List<AvailabilityAnswer> availability(Collection<AddressOfRecord> people, Instant start, Duration length) {
        if (length.isNegative() || length.isZero() || length.compareTo(MAX_LENGTH) > 0) {
            throw new Refusal.Invalid("duration", "A duration here is more than zero and at most seven days.");
        }
        TimeSpan ahead = window(start, start.plus(LOOK_AHEAD), MAX_BATCH_WINDOW);
        TimeSpan asked = new TimeSpan(start, start.plus(length));
        return people.stream().map(person -> availability(person, asked, ahead)).toList();
    }

    private FreeBusy query(AddressOfRecord person, TimeSpan window) {
        PersonCalendar calendar = calendars.over(person, window);
        boolean isLong = window.length().compareTo(MAX_BATCH_WINDOW) > 0;
        if (isLong && !calendar.isWhole()) { // of a shorter one a broken event alone is left out
            throw new Refusal.LimitExceeded(
                    "The calendar has too much in so long a window; ask for a shorter one.", Duration.ZERO);
        }
        Coverage coverage = calendar.coverage(window, time.now());
        return new FreeBusy(
                window.start(),
                window.end(),
                calendar.asOf(),
                coverage,
                calendar.busyWithin(window),
                coverage == Coverage.KNOWN ? calendar.unknownWithin(window) : List.of(window),
                calendar.hoursWithin(window),
                calendar.usableWithin(window));
    }

    private AvailabilityAnswer availability(AddressOfRecord person, TimeSpan asked, TimeSpan ahead) {
        PersonCalendar calendar = calendars.over(person, ahead);
        if (calendar.coverage(time.now()) != Coverage.KNOWN) {
            return new AvailabilityAnswer(person, AvailabilityAnswer.State.UNKNOWN, Optional.empty());
        }
        AvailabilityAnswer.State state = state(calendar, asked);
        Optional<Instant> nextFree = state == AvailabilityAnswer.State.FREE
                ? Optional.of(asked.start())
                : FreeTime.next(ahead, asked.length(), calendar.taken(), calendar.usable());
        return new AvailabilityAnswer(person, state, nextFree);
    }

    /** Busy in any part is busy; a part that nothing is known of is never free. */
    private static AvailabilityAnswer.State state(PersonCalendar calendar, TimeSpan asked) {
        AvailabilityAnswer.State state = calendar.busyWithin(asked).stream()
                .map(interval -> state(interval.type()))
                .max(AvailabilityAnswer.State::compareTo)
                .orElse(AvailabilityAnswer.State.FREE);
        boolean isPartlyUnknown = !calendar.unknownWithin(asked).isEmpty();
        return state != AvailabilityAnswer.State.BUSY && isPartlyUnknown ? AvailabilityAnswer.State.UNKNOWN : state;
    }

    private static AvailabilityAnswer.State state(BusyType type) {
        return switch (type) {
            case BUSY_TENTATIVE -> AvailabilityAnswer.State.TENTATIVE;
            case BUSY, BUSY_UNAVAILABLE -> AvailabilityAnswer.State.BUSY;
        };
    }

    /**
     * A window that one person can be asked for, whoever it is.
     *
     * @throws Refusal.Invalid if it is empty or longer than {@link #MAX_WINDOW}
     */
    public static TimeSpan windowOfOne(Instant from, Instant to) {
        return window(from, to, MAX_WINDOW);
    }

    /**
     * A window that many people can be asked for.
     *
     * @throws Refusal.Invalid if it is empty or longer than {@link #MAX_BATCH_WINDOW}
     */
    public static TimeSpan windowOfMany(Instant from, Instant to) {
        return window(from, to, MAX_BATCH_WINDOW);
    }

    private static TimeSpan window(Instant from, Instant to, Duration longest) {
        if (!from.isBefore(to)) {
            throw new Refusal.Invalid("to", "The window must end after it starts.");
        }
        boolean isOfThisWorld = from.isAfter(Instant.parse("0001-01-01T00:00:00Z"))
                && to.isBefore(Instant.parse("9000-01-01T00:00:00Z"));
        if (!isOfThisWorld || Duration.between(from, to).compareTo(longest) > 0) {
            throw new Refusal.Invalid("to", "The window has at most " + longest.toDays() + " days.");
        }
        return new TimeSpan(from, to);
    }
}
