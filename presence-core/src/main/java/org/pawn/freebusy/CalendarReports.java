package org.pawn.freebusy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.pawn.address.AddressOfRecord;
import org.pawn.refusal.Refusal;
import org.pawn.time.TimeSource;

/** How well each calendar can be read, and why the last reading of it gave nothing. Thread-safe. */
final class CalendarReports {
    private static final Duration CHECKED_BEHIND = Duration.ofDays(31);
    private static final Duration CHECKED_AHEAD = Duration.ofDays(92);

    private record Key(AddressOfRecord person, String id) {
        static Key of(StoredCalendar calendar) {
            return new Key(calendar.person(), calendar.id());
        }
    }

    private record Trouble(String reason, boolean isUnfinished) {}

    private final CalendarExpander expander;
    private final CalendarOwners owners;
    private final TimeSource time;
    private final Map<Key, Trouble> troubles = new ConcurrentHashMap<>();

    CalendarReports(CalendarExpander expander, CalendarOwners owners, TimeSource time) {
        this.expander = expander;
        this.owners = owners;
        this.time = time;
    }

    void readWell(StoredCalendar calendar) {
        troubles.remove(Key.of(calendar));
    }

    void readBadly(StoredCalendar calendar, String reason) {
        troubles.put(Key.of(calendar), new Trouble(reason, false));
    }

    void readInPart(StoredCalendar calendar, String reason) {
        troubles.put(Key.of(calendar), new Trouble(reason, true));
    }

    void forget(AddressOfRecord person, String id) {
        troubles.remove(new Key(person, id));
    }

    /**
     * Reads a calendar as it will be read, over the months around now.
     *
     * @throws Refusal as {@link CalendarExpander#expand} does
     */
    CalendarExpansion check(AddressOfRecord person, CalendarBytes bytes) {
        Instant now = time.now();
        TimeSpan window = new TimeSpan(now.minus(CHECKED_BEHIND), now.plus(CHECKED_AHEAD));
        return expander.expand(bytes, owners.owner(person), window);
    }

    CalendarReport of(StoredCalendar calendar, boolean created) {
        return of(calendar, expansion(calendar), created);
    }

    /** Of a calendar that {@link #check} has just read. */
    CalendarReport of(StoredCalendar calendar, CalendarExpansion checked, boolean created) {
        return of(calendar, Optional.of(checked), created);
    }

    private Optional<CalendarExpansion> expansion(StoredCalendar calendar) {
        try {
            return calendar.copy().map(copy -> check(calendar.person(), copy.bytes()));
        } catch (Refusal unreadable) {
            readBadly(calendar, unreadable.getMessage());
            return Optional.empty();
        }
    }

    private CalendarReport of(StoredCalendar calendar, Optional<CalendarExpansion> expansion, boolean created) {
        Optional<Trouble> trouble = Optional.ofNullable(troubles.get(Key.of(calendar)));
        return new CalendarReport(
                calendar,
                coverage(calendar),
                expansion.map(CalendarExpansion::understood).orElse(0),
                expansion.map(CalendarExpansion::problems).orElse(List.of()),
                trouble.map(Trouble::reason),
                expansion.flatMap(CalendarExpansion::refreshInterval),
                trouble.filter(Trouble::isUnfinished).isPresent(),
                created);
    }

    private Coverage coverage(StoredCalendar calendar) {
        if (calendar.copy().isEmpty()) {
            return Coverage.NONE;
        }
        Instant stale = calendar.copy().get().readAt().plus(ExpandedCalendars.STALE_AFTER);
        boolean isStale = calendar.feed().isPresent() && !time.now().isBefore(stale);
        return isStale ? Coverage.STALE : Coverage.KNOWN;
    }
}
