package org.pawn.freebusy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.pawn.address.AddressOfRecord;
import org.pawn.refusal.Refusal;
import org.pawn.time.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * People's calendars: put, read again, listed, forgotten. Calls block while a file is read or a feed fetched, the latter
 * for at most the source's deadline; call it from no lane. Thread-safe.
 */
public final class CalendarService {
    private static final Logger LOG = LoggerFactory.getLogger(CalendarService.class);
    private static final int MAX_CALENDARS = 32;
    private static final Duration CONFIRM_EVERY = Duration.ofHours(1);
    private static final Duration CHECKED_BEHIND = Duration.ofDays(31);
    private static final Duration CHECKED_AHEAD = Duration.ofDays(92);

    private final CalendarStore store;
    private final CalendarExpander expander;
    private final CalendarOwners owners;
    private final CalendarSource source;
    private final TimeSource time;
    private final List<Consumer<AddressOfRecord>> listeners = new CopyOnWriteArrayList<>();
    private final Map<List<Object>, String> problems = new ConcurrentHashMap<>(); // of feeds, by person and id

    public CalendarService(
            CalendarStore store,
            CalendarExpander expander,
            CalendarOwners owners,
            CalendarSource source,
            TimeSource time) {
        this.store = store;
        this.expander = expander;
        this.owners = owners;
        this.source = source;
        this.time = time;
    }

    /** Told of everyone whose calendars are no longer what they were, in the order in which they were added. */
    public void addListener(Consumer<AddressOfRecord> listener) {
        listeners.add(listener);
    }

    /**
     * Keeps an uploaded file, if it can be read, in place of the calendar of that id. Durable when it returns.
     *
     * @throws Refusal.UnsupportedContent if it is no iCalendar
     * @throws Refusal.Invalid if it is cut off, or the id cannot be one
     * @throws Refusal.TooLarge if it is too large
     * @throws Refusal.LimitExceeded if the person has too many calendars; nothing is written then
     */
    public CalendarReport put(AddressOfRecord person, String id, CalendarBytes bytes) {
        requireId(id);
        CalendarExpansion expansion = check(person, bytes);
        requireRoom(person, id);
        StoredCalendar calendar = new StoredCalendar(
                person,
                id,
                Optional.empty(),
                StoredCalendar.Effect.COUNTS,
                Optional.of(StoredCalendar.Copy.uploaded(bytes, time.now())));
        boolean replaced = store.put(calendar);
        problems.remove(List.of(person, id));
        tell(person);
        return report(calendar, Optional.of(expansion), !replaced);
    }

    /**
     * Keeps the address of a feed and reads it once; where that fails the calendar is there, and says why it has no copy.
     *
     * @throws Refusal.Invalid if the address or the id cannot be one
     * @throws Refusal.LimitExceeded if the person has too many calendars; nothing is written then
     */
    public CalendarReport put(AddressOfRecord person, String id, String url) {
        requireId(id);
        URI feed = source.accepted(url);
        requireRoom(person, id);
        Optional<StoredCalendar.Copy> known = store.find(person, id)
                .filter(calendar -> calendar.feed().equals(Optional.of(feed)))
                .flatMap(StoredCalendar::copy);
        StoredCalendar calendar =
                new StoredCalendar(person, id, Optional.of(feed), StoredCalendar.Effect.COUNTS, known);
        boolean replaced = store.put(calendar);
        CalendarReport report = read(calendar, !replaced);
        tell(person);
        return report;
    }

    /**
     * Reads a feed again now; an uploaded file has nothing to read.
     *
     * @throws Refusal.NotFound if there is no such calendar
     */
    public CalendarReport refresh(AddressOfRecord person, String id) {
        StoredCalendar calendar = require(person, id);
        if (calendar.feed().isEmpty()) {
            return report(calendar);
        }
        CalendarReport report = read(calendar, false);
        if (!report.calendar().equals(calendar)) {
            tell(person);
        }
        return report;
    }

    /**
     * One calendar, with what was left out of it and why.
     *
     * @throws Refusal.NotFound if there is no such calendar
     */
    public CalendarReport get(AddressOfRecord person, String id) {
        return report(require(person, id));
    }

    /** The person's calendars by id. */
    public List<CalendarReport> list(AddressOfRecord person) {
        return store.of(person).stream().map(this::report).toList();
    }

    /**
     * Forgets a calendar, durably.
     *
     * @throws Refusal.NotFound if there is no such calendar
     */
    public void remove(AddressOfRecord person, String id) {
        if (!store.remove(person, id)) {
            throw notFound();
        }
        problems.remove(List.of(person, id));
        tell(person);
    }

    /** Forgets all calendars of a person who is no more, durably. */
    public void forget(AddressOfRecord person) {
        for (StoredCalendar calendar : store.of(person)) {
            store.remove(person, calendar.id());
            problems.remove(List.of(person, calendar.id()));
        }
        tell(person);
    }

    private CalendarReport read(StoredCalendar feed, boolean created) {
        List<Object> key = List.of(feed.person(), feed.id());
        Optional<StoredCalendar.Copy> copy = Optional.empty();
        try {
            copy = fetched(feed);
            problems.remove(key);
        } catch (Refusal unreadable) { // garbage never replaces the good copy
            problems.put(key, unreadable.getMessage());
        }
        StoredCalendar now = copy.filter(fresh -> store.putCopy(feed, fresh))
                .map(feed::withCopy)
                .orElse(feed);
        return report(now, expansion(now), created);
    }

    private Optional<StoredCalendar.Copy> fetched(StoredCalendar feed) {
        CalendarSource.Fetch fetch = source.fetch(feed.feed().orElseThrow(), feed.copy());
        if (fetch instanceof CalendarSource.Fetch.Fresh fresh) {
            if (feed.copy().filter(copy -> copy.bytes().equals(fresh.bytes())).isPresent()) {
                return confirmed(feed);
            }
            check(feed.person(), fresh.bytes());
            return Optional.of(
                    new StoredCalendar.Copy(fresh.bytes(), time.now(), fresh.entityTag(), fresh.lastModified()));
        }
        if (fetch instanceof CalendarSource.Fetch.Unchanged) {
            return confirmed(feed);
        }
        if (fetch instanceof CalendarSource.Fetch.Failed failed) {
            throw new Refusal.Unavailable(failed.reason());
        }
        throw new AssertionError(fetch);
    }

    /** Not written each time: a copy's age matters by the day. */
    private Optional<StoredCalendar.Copy> confirmed(StoredCalendar feed) {
        Instant now = time.now();
        return feed.copy()
                .filter(copy -> Duration.between(copy.readAt(), now).compareTo(CONFIRM_EVERY) >= 0)
                .map(copy -> copy.confirmedAt(now));
    }

    private CalendarReport report(StoredCalendar calendar) {
        return report(calendar, expansion(calendar), false);
    }

    private Optional<CalendarExpansion> expansion(StoredCalendar calendar) {
        try {
            return calendar.copy().map(copy -> check(calendar.person(), copy.bytes()));
        } catch (Refusal unreadable) {
            problems.put(List.of(calendar.person(), calendar.id()), unreadable.getMessage());
            return Optional.empty();
        }
    }

    private CalendarReport report(StoredCalendar calendar, Optional<CalendarExpansion> expansion, boolean created) {
        return new CalendarReport(
                calendar,
                coverage(calendar),
                expansion.map(CalendarExpansion::understood).orElse(0),
                expansion.map(CalendarExpansion::problems).orElse(List.of()),
                Optional.ofNullable(problems.get(List.of(calendar.person(), calendar.id()))),
                expansion.flatMap(CalendarExpansion::refreshInterval),
                created);
    }

    private void tell(AddressOfRecord person) {
        for (Consumer<AddressOfRecord> listener : listeners) {
            try {
                listener.accept(person);
            } catch (Throwable failure) { // the others must hear of it
                LOG.error("a calendar listener failed", failure);
            }
        }
    }

    private Coverage coverage(StoredCalendar calendar) {
        if (calendar.copy().isEmpty()) {
            return Coverage.NONE;
        }
        Instant stale = calendar.copy().get().readAt().plus(ExpandedCalendars.STALE_AFTER);
        boolean isStale = calendar.feed().isPresent() && !time.now().isBefore(stale);
        return isStale ? Coverage.STALE : Coverage.KNOWN;
    }

    /** Reads it as it will be read, over the months around now. */
    private CalendarExpansion check(AddressOfRecord person, CalendarBytes bytes) {
        Instant now = time.now();
        TimeSpan window = new TimeSpan(now.minus(CHECKED_BEHIND), now.plus(CHECKED_AHEAD));
        return expander.expand(bytes, owners.owner(person), window);
    }

    private StoredCalendar require(AddressOfRecord person, String id) {
        return store.find(person, id).orElseThrow(CalendarService::notFound);
    }

    private static Refusal.NotFound notFound() {
        return new Refusal.NotFound("There is no such calendar.");
    }

    private static void requireId(String id) {
        if (!StoredCalendar.isId(id)) {
            throw new Refusal.Invalid("id", "A calendar's id has 1 to 64 of A-Z a-z 0-9 . _ -");
        }
    }

    private void requireRoom(AddressOfRecord person, String id) {
        List<StoredCalendar> calendars = store.of(person);
        boolean isNew = calendars.stream().noneMatch(calendar -> calendar.id().equals(id));
        if (isNew && calendars.size() >= MAX_CALENDARS) {
            throw new Refusal.LimitExceeded("A person has at most " + MAX_CALENDARS + " calendars.", Duration.ZERO);
        }
    }
}
