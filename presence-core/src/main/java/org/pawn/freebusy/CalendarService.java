package org.pawn.freebusy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

    private final CalendarStore store;
    private final CalendarReports reports;
    private final CalendarSource source;
    private final TimeSource time;
    private final List<Consumer<AddressOfRecord>> listeners = new CopyOnWriteArrayList<>();

    public CalendarService(
            CalendarStore store,
            CalendarExpander expander,
            CalendarOwners owners,
            CalendarSource source,
            TimeSource time) {
        this.store = store;
        this.reports = new CalendarReports(expander, owners, time);
        this.source = source;
        this.time = time;
    }

    /** Told of everyone whose calendars are no longer what they were, in the order in which they were added. */
    public void addListener(Consumer<AddressOfRecord> listener) {
        listeners.add(listener);
    }

    /**
     * Keeps an uploaded file, if it can be read, in place of the calendar of that id, whose effect it keeps. Durable when
     * it returns.
     *
     * @throws Refusal.UnsupportedContent if it is no iCalendar
     * @throws Refusal.Invalid if it is cut off, or the id cannot be one
     * @throws Refusal.TooLarge if it is too large
     * @throws Refusal.LimitExceeded if the person has too many calendars
     * @throws Refusal.Conflict if the calendar comes from the watched folder; nothing is written then, nor in the others
     */
    public CalendarReport put(AddressOfRecord person, String id, CalendarBytes bytes) {
        requireId(id);
        StoredCalendar.Effect effect =
                replaceable(person, id).map(StoredCalendar::effect).orElse(StoredCalendar.Effect.BUSY);
        return keep(person, id, new CalendarOrigin.Upload(), effect, bytes);
    }

    /**
     * Keeps the address of a feed and reads it once; where that fails the calendar is there, and says why it has no copy.
     *
     * @throws Refusal.Invalid if the address or the id cannot be one
     * @throws Refusal.LimitExceeded if the person has too many calendars
     * @throws Refusal.Conflict if the calendar comes from the watched folder; nothing is written then, nor in the others
     */
    public CalendarReport put(AddressOfRecord person, String id, FeedRequest request) {
        requireId(id);
        CalendarOrigin.Feed feed = source.accepted(request);
        Optional<StoredCalendar> before = replaceable(person, id);
        requireRoom(person, id);
        StoredCalendar calendar = new StoredCalendar(
                person,
                id,
                feed,
                request.effect().or(() -> before.map(StoredCalendar::effect)).orElse(StoredCalendar.Effect.BUSY),
                before.filter(known -> known.feed().filter(feed::isWhere).isPresent())
                        .flatMap(StoredCalendar::copy));
        boolean replaced = store.put(calendar);
        CalendarReport report = read(calendar, !replaced);
        tell(person);
        return report;
    }

    /**
     * Keeps a file of the watched folder, if it can be read; of one that cannot, the good copy stays and says why.
     *
     * @throws Refusal as {@link #put(AddressOfRecord, String, CalendarBytes)}, and {@link Refusal.Conflict} if the owner
     *     has a calendar of that id from elsewhere
     */
    public void putFile(AddressOfRecord person, String id, CalendarBytes bytes) {
        requireId(id);
        Optional<StoredCalendar> before = store.find(person, id);
        if (before.filter(calendar -> !isFolderFile(calendar)).isPresent()) {
            throw new Refusal.Conflict("There is a calendar of that name already, from elsewhere.");
        }
        boolean isKnown = before.flatMap(StoredCalendar::copy)
                .filter(copy -> copy.bytes().equals(bytes))
                .isPresent();
        if (isKnown) {
            before.ifPresent(reports::readWell);
            return;
        }
        StoredCalendar.Effect effect = before.map(StoredCalendar::effect).orElse(StoredCalendar.Effect.BUSY);
        try {
            keep(person, id, new CalendarOrigin.FolderFile(), effect, bytes);
        } catch (Refusal unreadable) {
            before.ifPresent(calendar -> reports.readBadly(calendar, unreadable.getMessage()));
            throw unreadable;
        }
    }

    private CalendarReport keep(
            AddressOfRecord person,
            String id,
            CalendarOrigin origin,
            StoredCalendar.Effect effect,
            CalendarBytes bytes) {
        CalendarExpansion expansion = reports.check(person, bytes);
        requireRoom(person, id);
        StoredCalendar calendar = new StoredCalendar(
                person, id, origin, effect, Optional.of(StoredCalendar.Copy.uploaded(bytes, time.now())));
        boolean replaced = store.put(calendar);
        reports.readWell(calendar);
        tell(person);
        return reports.of(calendar, expansion, !replaced);
    }

    /**
     * Changes what a calendar does, whatever it comes from. Durable when it returns.
     *
     * @throws Refusal.NotFound if there is no such calendar
     */
    public CalendarReport setEffect(AddressOfRecord person, String id, StoredCalendar.Effect effect) {
        if (!store.putEffect(person, id, effect)) {
            throw notFound();
        }
        tell(person);
        return get(person, id);
    }

    /**
     * Reads a feed again now; what was uploaded or comes from the folder has nothing to read.
     *
     * @throws Refusal.NotFound if there is no such calendar
     */
    public CalendarReport refresh(AddressOfRecord person, String id) {
        StoredCalendar calendar = require(person, id);
        if (calendar.feed().isEmpty()) {
            return reports.of(calendar, false);
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
        return reports.of(require(person, id), false);
    }

    /** The person's calendars by id. */
    public List<CalendarReport> list(AddressOfRecord person) {
        return store.of(person).stream()
                .map(calendar -> reports.of(calendar, false))
                .toList();
    }

    /**
     * Forgets a calendar, durably.
     *
     * @throws Refusal.NotFound if there is no such calendar
     * @throws Refusal.Conflict if it comes from the watched folder, where it would be found again
     */
    public void remove(AddressOfRecord person, String id) {
        if (replaceable(person, id).isEmpty() || !store.remove(person, id)) {
            throw notFound();
        }
        reports.forget(person, id);
        tell(person);
    }

    /** Forgets the calendar of a folder's file that is gone, durably; one from elsewhere stays. */
    public void removeFile(AddressOfRecord person, String id) {
        if (store.find(person, id).filter(CalendarService::isFolderFile).isPresent() && store.remove(person, id)) {
            reports.forget(person, id);
            tell(person);
        }
    }

    /** Forgets all calendars of a person who is no more, durably. */
    public void forget(AddressOfRecord person) {
        for (StoredCalendar calendar : store.of(person)) {
            store.remove(person, calendar.id());
            reports.forget(person, calendar.id());
        }
        tell(person);
    }

    private CalendarReport read(StoredCalendar feed, boolean created) {
        Optional<StoredCalendar.Copy> copy = Optional.empty();
        try {
            copy = fetched(feed);
        } catch (Refusal unreadable) { // garbage never replaces the good copy
            reports.readBadly(feed, unreadable.getMessage());
        }
        StoredCalendar now = copy.filter(fresh -> store.putCopy(feed, fresh))
                .map(feed::withCopy)
                .orElse(feed);
        return reports.of(now, created);
    }

    private Optional<StoredCalendar.Copy> fetched(StoredCalendar feed) {
        CalendarSource.Fetch fetch = source.fetch(feed.feed().orElseThrow(), feed.copy());
        if (fetch instanceof CalendarSource.Fetch.Fresh fresh) {
            if (feed.copy().filter(copy -> copy.bytes().equals(fresh.bytes())).isPresent()) {
                return confirmed(feed);
            }
            reports.check(feed.person(), fresh.bytes());
            reports.readWell(feed);
            return Optional.of(
                    new StoredCalendar.Copy(fresh.bytes(), time.now(), fresh.entityTag(), fresh.lastModified()));
        }
        if (fetch instanceof CalendarSource.Fetch.Unchanged) {
            return confirmed(feed);
        }
        if (fetch instanceof CalendarSource.Fetch.Unfinished unfinished) {
            reports.readInPart(feed, unfinished.reason());
            return Optional.empty();
        }
        if (fetch instanceof CalendarSource.Fetch.Failed failed) {
            throw new Refusal.Unavailable(failed.reason());
        }
        throw new AssertionError(fetch);
    }

    /** Not written each time: a copy's age matters by the day. */
    private Optional<StoredCalendar.Copy> confirmed(StoredCalendar feed) {
        reports.readWell(feed);
        Instant now = time.now();
        return feed.copy()
                .filter(copy -> Duration.between(copy.readAt(), now).compareTo(CONFIRM_EVERY) >= 0)
                .map(copy -> copy.confirmedAt(now));
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

    private StoredCalendar require(AddressOfRecord person, String id) {
        return store.find(person, id).orElseThrow(CalendarService::notFound);
    }

    /** The calendar that has the id now, if there is one and its owner may change it. */
    private Optional<StoredCalendar> replaceable(AddressOfRecord person, String id) {
        Optional<StoredCalendar> now = store.find(person, id);
        if (now.filter(CalendarService::isFolderFile).isPresent()) {
            throw new Refusal.Conflict("This calendar is a file of the server's folder; change the file.");
        }
        return now;
    }

    private static boolean isFolderFile(StoredCalendar calendar) {
        return calendar.origin() instanceof CalendarOrigin.FolderFile;
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
