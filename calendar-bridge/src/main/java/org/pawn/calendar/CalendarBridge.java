package org.pawn.calendar;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.pawn.address.AddressOfRecord;
import org.pawn.calendar.caldav.CalDavSource;
import org.pawn.calendar.folder.CalendarFolder;
import org.pawn.calendar.folder.FolderWatch;
import org.pawn.calendar.ical.IcalExpander;
import org.pawn.calendar.ical.ItipReader;
import org.pawn.calendar.source.GuardedHttp;
import org.pawn.freebusy.CalendarOwners;
import org.pawn.freebusy.CalendarPresence;
import org.pawn.freebusy.CalendarService;
import org.pawn.freebusy.CalendarStore;
import org.pawn.freebusy.ExpandedCalendars;
import org.pawn.freebusy.FreeBusyRequestReader;
import org.pawn.freebusy.FreeBusyService;
import org.pawn.presence.PresenceService;
import org.pawn.time.TimeSource;
import org.pawn.time.Timers;

/**
 * All that calendars need, wired: reading files, fetching feeds, telling presence. Thread-safe.
 */
public final class CalendarBridge implements AutoCloseable {
    private final CalendarStore store;
    private final GuardedHttp http;
    private final CalendarService calendars;
    private final FreeBusyService freeBusy;
    private final FreeBusyRequestReader freeBusyRequests;
    private final CalendarPresence schedules;
    private final FeedRefresher feeds;
    private final ClockWatch clock;
    private final TimeSource time;
    private final Timers timers;
    private final Workers workers = Workers.start();
    private Optional<CalendarFolder> folder = Optional.empty();
    private Optional<FolderWatch> folderWatch = Optional.empty();

    public CalendarBridge(
            CalendarStore store,
            CalendarOwners owners,
            PresenceService presence,
            TimeSource time,
            Timers timers,
            CalendarConfig config) {
        this.store = store;
        this.time = time;
        this.timers = timers;
        LongSupplier threadNanos = ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime;
        IcalExpander expander = new IcalExpander(threadNanos);
        ExpandedCalendars expanded = new ExpandedCalendars(store, expander, owners);
        RandomGenerator random = RandomGenerator.getDefault();
        http = new GuardedHttp(config.allowedNetworks(), time::nanos, config.fetchDeadline(), random);
        calendars = new CalendarService(store, expander, owners, new CalDavSource(http, time), time);
        freeBusy = new FreeBusyService(expanded, time);
        freeBusyRequests = new ItipReader(threadNanos);
        schedules = new CalendarPresence(expanded, presence, time, timers, workers.reading(), workers.coordinating());
        feeds = new FeedRefresher(store, calendars, time, timers, config, random, workers);
        clock = new ClockWatch(time, timers, schedules::clockWasSet);
        calendars.addListener(schedules::changed);
        calendars.addListener(feeds::sync);
    }

    public CalendarService calendars() {
        return calendars;
    }

    public FreeBusyService freeBusy() {
        return freeBusy;
    }

    public FreeBusyRequestReader freeBusyRequests() {
        return freeBusyRequests;
    }

    /** Has people's calendars come from a folder too; before the start. */
    public void watch(Path path, Predicate<AddressOfRecord> isPerson) {
        FolderWatch watch = new FolderWatch(() -> folder.ifPresent(CalendarFolder::changed));
        folderWatch = Optional.of(watch);
        folder = Optional.of(new CalendarFolder(
                path, store, calendars, isPerson, time, timers, workers.lookingThroughFolder(), watch::watch));
    }

    /** Takes up everyone's calendars, one after the other and behind whatever else is asked meanwhile. */
    public void start() {
        clock.start();
        folderWatch.ifPresent(FolderWatch::start);
        folder.ifPresentOrElse(CalendarFolder::start, this::forgetFolder);
        takeUp(store.people().iterator());
    }

    /** A folder that is no longer configured has no calendars. */
    private void forgetFolder() {
        store.fromFolder().forEach(key -> calendars.removeFile(key.person(), key.id()));
    }

    /** The person is new or gone, or their time zone, addresses or hours are no longer what they were. */
    public void ownerChanged(AddressOfRecord person) {
        schedules.changed(person);
        folder.ifPresent(CalendarFolder::changed);
    }

    private void takeUp(Iterator<AddressOfRecord> people) {
        if (people.hasNext()) {
            AddressOfRecord person = people.next();
            feeds.sync(person);
            schedules.changed(person);
            workers.reading().execute(() -> takeUp(people));
        }
    }

    /** Ends what is being fetched or expanded; what was read is on disk already. */
    @Override
    public void close() {
        clock.close();
        folderWatch.ifPresent(FolderWatch::close);
        folder.ifPresent(CalendarFolder::close);
        feeds.close();
        schedules.close();
        http.close();
        workers.close();
    }
}
