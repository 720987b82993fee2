package org.pawn.freebusy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.pawn.address.AddressOfRecord;
import org.pawn.refusal.Refusal;
import org.pawn.time.TimeSource;

/**
 * People's calendars: put, read again, listed, forgotten. Calls block while a file is read or a feed fetched, the latter
 * for at most the source's deadline; call it from no lane. Thread-safe.
 */
public final class CalendarService {
    private static final int MAX_CALENDARS = 32;
    private static final Duration CHECKED_BEHIND = Duration.ofDays(31);
    private static final Duration CHECKED_AHEAD = Duration.ofDays(92);

    private final CalendarStore store;
    private final CalendarExpander expander;
    private final CalendarOwners owners;
    private final CalendarSource source;
    private final TimeSource time;
    private final Consumer<AddressOfRecord> changes;
    private final Map<List<Object>, String> problems = new ConcurrentHashMap<>(); // of feeds, by person and id

    /** {@code changes} is told of everyone whose calendars are no longer what they were. */
    public CalendarService(
            CalendarStore store,
            CalendarExpander expander,
            CalendarOwners owners,
            CalendarSource source,
            TimeSource time,
            Consumer<AddressOfRecord> changes) {
        this.store = store;
        this.expander = expander;
        this.owners = owners;
        this.source = source;
        this.time = time;
        this.changes = changes;
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
        changes.accept(person);
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
        changes.accept(person);
        return read(calendar, !replaced);
    }

    /**
     * Reads a feed again now; an uploaded file has nothing to read.
     *
     * @throws Refusal.NotFound if there is no such calendar
     */
    public CalendarReport refresh(AddressOfRecord person, String id) {
        StoredCalendar calendar = require(person, id);
        return calendar.feed().isPresent() ? read(calendar, false) : get(person, id);
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
        changes.accept(person);
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
        StoredCalendar now = copy.map(feed::withCopy).orElse(feed);
        if (copy.isPresent() && store.putCopy(feed, copy.get())) {
            changes.accept(feed.person());
        }
        CalendarReport report = report(now);
        return new CalendarReport(
                report.calendar(), report.coverage(), report.understood(), report.leftOut(), report.problem(), created);
    }

    private Optional<StoredCalendar.Copy> fetched(StoredCalendar feed) {
        CalendarSource.Fetch fetch = source.fetch(feed.feed().orElseThrow(), feed.copy());
        if (fetch instanceof CalendarSource.Fetch.Fresh fresh) {
            check(feed.person(), fresh.bytes());
            return Optional.of(
                    new StoredCalendar.Copy(fresh.bytes(), time.now(), fresh.entityTag(), fresh.lastModified()));
        }
        if (fetch instanceof CalendarSource.Fetch.Unchanged) {
            return feed.copy().map(copy -> copy.confirmedAt(time.now()));
        }
        if (fetch instanceof CalendarSource.Fetch.Failed failed) {
            throw new Refusal.Unavailable(failed.reason());
        }
        throw new AssertionError(fetch);
    }

    private CalendarReport report(StoredCalendar calendar) {
        Optional<CalendarExpansion> expansion = Optional.empty();
        try {
            expansion = calendar.copy().map(copy -> check(calendar.person(), copy.bytes()));
        } catch (Refusal unreadable) {
            problems.put(List.of(calendar.person(), calendar.id()), unreadable.getMessage());
        }
        return report(calendar, expansion, false);
    }

    private CalendarReport report(StoredCalendar calendar, Optional<CalendarExpansion> expansion, boolean created) {
        return new CalendarReport(
                calendar,
                coverage(calendar),
                expansion.map(CalendarExpansion::understood).orElse(0),
                expansion.map(CalendarExpansion::problems).orElse(List.of()),
                Optional.ofNullable(problems.get(List.of(calendar.person(), calendar.id()))),
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
