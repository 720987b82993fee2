package org.pawn.freebusy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.pawn.address.AddressOfRecord;
import org.pawn.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * People's calendars, expanded once and reused: over a rolling window around now for everyone, and the latest few
 * windows that were asked for beyond it. Expanding blocks, a few at a time. Thread-safe.
 */
public final class ExpandedCalendars {
    /** A feed that could not be read for so long says nothing any more. */
    static final Duration STALE_AFTER = Duration.ofHours(24);

    static final Duration BEHIND = Duration.ofDays(1);
    static final Duration AHEAD = Duration.ofDays(8);
    private static final Duration LONGEST_SHARED =
            Duration.ofDays(400); // beyond it the window is exact, or it is costly
    private static final Logger LOG = LoggerFactory.getLogger(ExpandedCalendars.class);
    private static final int MAX_EVENTS = 5_000; // within the rolling window; nobody meets that often
    private static final int MAX_AT_ONCE = 2;
    private static final Duration MAX_WAIT = Duration.ofSeconds(30);

    private final CalendarStore store;
    private final CalendarExpander expander;
    private final CalendarOwners owners;
    private final Semaphore atOnce = new Semaphore(MAX_AT_ONCE, true);
    private final Map<AddressOfRecord, PersonCalendar> rolling = new LinkedHashMap<>(); // guarded by this
    private final ExpandedWindows windows = new ExpandedWindows(); // guarded by this
    private final Map<AddressOfRecord, Long> changes = new LinkedHashMap<>(); // guarded by this
    private long changeCount; // guarded by this

    public ExpandedCalendars(CalendarStore store, CalendarExpander expander, CalendarOwners owners) {
        this.store = store;
        this.expander = expander;
        this.owners = owners;
    }

    /** From a day ago to some days ahead of {@code now}, as it was expanded last; never blocks. */
    synchronized Optional<PersonCalendar> known(AddressOfRecord person, Instant now) {
        return Optional.ofNullable(rolling.get(person))
                .filter(calendar -> calendar.window().contains(now))
                .filter(calendar -> calendar.window().contains(now.plus(AHEAD).minus(BEHIND)));
    }

    /** The same, expanded now where it is missing or its window has rolled away. */
    PersonCalendar around(AddressOfRecord person, Instant now) {
        Optional<PersonCalendar> known = known(person, now);
        if (known.isPresent()) {
            return known.get();
        }
        long before = changesOf(person);
        Instant second = now.truncatedTo(ChronoUnit.SECONDS); // packs better
        PersonCalendar fresh = expand(person, new TimeSpan(second.minus(BEHIND), second.plus(AHEAD)))
                .believedUpTo(MAX_EVENTS)
                .packedWithEvents();
        synchronized (this) {
            if (changesOf(person) == before) {
                rolling.put(person, fresh);
            }
        }
        return fresh;
    }

    /** A calendar whose window holds the whole of {@code window}. */
    PersonCalendar over(AddressOfRecord person, TimeSpan window) {
        long before;
        synchronized (this) {
            PersonCalendar near = rolling.get(person);
            if (near != null && near.window().contains(window)) {
                return near;
            }
            Optional<PersonCalendar> kept = windows.find(person, window);
            if (kept.isPresent()) {
                return kept.get();
            }
            before = changesOf(person);
        }
        boolean isLong = window.length().compareTo(LONGEST_SHARED) > 0;
        PersonCalendar fresh =
                expand(person, isLong ? window : ExpandedWindows.common(window)).packed();
        synchronized (this) {
            if (changesOf(person) == before) {
                windows.keep(person, fresh);
            }
        }
        return fresh;
    }

    /** Forgets what was expanded for a person whose calendars, zone or hours have changed. */
    public synchronized void changed(AddressOfRecord person) {
        changes.put(person, ++changeCount);
        rolling.remove(person);
        windows.forget(person);
    }

    private synchronized long changesOf(AddressOfRecord person) {
        return changes.getOrDefault(person, 0L);
    }

    private PersonCalendar expand(AddressOfRecord person, TimeSpan window) {
        try {
            if (!atOnce.tryAcquire(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Refusal.Unavailable("Too many calendars are being read; try again soon.");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Refusal.Unavailable("The server is stopping.");
        }
        try {
            return expandNow(owners.owner(person), window);
        } finally {
            atOnce.release();
        }
    }

    private PersonCalendar expandNow(CalendarOwner owner, TimeSpan window) {
        List<StoredCalendar> calendars = store.of(owner.person());
        List<StoredCalendar> counting = having(StoredCalendar.Effect.BUSY, calendars);
        List<CalendarExpansion> expansions = expansions(counting, owner, window);
        List<CalendarExpansion> stating = new ArrayList<>(expansions);
        expansions(having(StoredCalendar.Effect.WORKING_HOURS, calendars), owner, window)
                .forEach(expansion -> stating.add(expansion.asWorkingHours(window)));
        boolean isReadable = expansions.size() == counting.size();
        List<StoredCalendar.Copy> copies =
                counting.stream().flatMap(calendar -> calendar.copy().stream()).toList();
        List<TimeSpan> stated = merged(stating, CalendarExpansion::stated);
        List<TimeSpan> hours = hours(stating, stated, owner, window);
        return new PersonCalendar(
                window,
                isReadable ? freshUntil(counting) : Optional.of(Instant.MIN),
                copies.stream().map(StoredCalendar.Copy::readAt).min(Comparator.naturalOrder()),
                !expansions.isEmpty(),
                expansions.stream().allMatch(CalendarExpansion::isWhole),
                expansions.stream()
                        .flatMap(expansion -> expansion.events().stream())
                        .sorted(Comparator.comparing(CalendarEvent::start))
                        .toList(),
                BusyInterval.merge(expansions.stream()
                        .flatMap(expansion -> expansion.busy().stream())
                        .toList()),
                merged(expansions, CalendarExpansion::unknown),
                hours,
                usable(hours, stated, owner, window));
    }

    private static List<StoredCalendar> having(StoredCalendar.Effect effect, List<StoredCalendar> calendars) {
        return calendars.stream()
                .filter(calendar -> calendar.effect() == effect)
                .toList();
    }

    private List<CalendarExpansion> expansions(List<StoredCalendar> calendars, CalendarOwner owner, TimeSpan window) {
        return calendars.stream()
                .flatMap(calendar -> expansion(calendar, owner, window).stream())
                .toList();
    }

    private Optional<CalendarExpansion> expansion(StoredCalendar calendar, CalendarOwner owner, TimeSpan window) {
        try {
            return calendar.copy().map(copy -> expander.expand(copy.bytes(), owner, window));
        } catch (Refusal unreadable) { // it was readable once; the person becomes unknown, not free
            LOG.warn("{} can no longer be read: {}", calendar, unreadable.kind());
            return Optional.empty();
        }
    }

    private static Optional<Instant> freshUntil(List<StoredCalendar> calendars) {
        return calendars.stream()
                .filter(calendar -> calendar.feed().isPresent())
                .flatMap(calendar -> calendar.copy().stream())
                .map(copy -> copy.readAt().plus(STALE_AFTER))
                .min(Comparator.naturalOrder());
    }

    /** What a calendar states as available time goes before the weekly hours. */
    private static List<TimeSpan> hours(
            List<CalendarExpansion> expansions, List<TimeSpan> stated, CalendarOwner owner, TimeSpan window) {
        List<TimeSpan> hours = new ArrayList<>(merged(expansions, CalendarExpansion::available));
        owner.hours().within(window, owner.zone()).forEach(span -> hours.addAll(span.without(stated)));
        return TimeSpan.merge(hours);
    }

    private static List<TimeSpan> usable(
            List<TimeSpan> hours, List<TimeSpan> stated, CalendarOwner owner, TimeSpan window) {
        if (owner.hours().isKnown()) {
            return hours;
        }
        List<TimeSpan> usable = new ArrayList<>(hours);
        usable.addAll(window.without(stated));
        return TimeSpan.merge(usable);
    }

    private static List<TimeSpan> merged(
            List<CalendarExpansion> expansions, Function<CalendarExpansion, List<TimeSpan>> spans) {
        return TimeSpan.merge(expansions.stream()
                .flatMap(expansion -> spans.apply(expansion).stream())
                .toList());
    }
}
