package org.pawn.calendar;

import java.lang.management.ManagementFactory;
import java.util.Iterator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.pawn.address.AddressOfRecord;
import org.pawn.calendar.ical.IcalExpander;
import org.pawn.calendar.source.HttpCalendarSource;
import org.pawn.freebusy.CalendarOwners;
import org.pawn.freebusy.CalendarPresence;
import org.pawn.freebusy.CalendarService;
import org.pawn.freebusy.CalendarStore;
import org.pawn.freebusy.ExpandedCalendars;
import org.pawn.freebusy.FreeBusyService;
import org.pawn.presence.PresenceService;
import org.pawn.time.TimeSource;
import org.pawn.time.Timers;

/**
 * All that calendars need, wired: reading files, fetching feeds, telling presence. Owns its threads: one that expands,
 * and two small pools that fetch. Thread-safe.
 */
public final class CalendarBridge implements AutoCloseable {
    private static final int FETCHERS = 8;
    private static final long STOP_SECONDS = 2;

    private final CalendarStore store;
    private final HttpCalendarSource source;
    private final CalendarService calendars;
    private final FreeBusyService freeBusy;
    private final CalendarPresence schedules;
    private final FeedRefresher feeds;
    private final ClockWatch clock;
    private final ExecutorService expanding = threads("pawn-calendars", 1);
    private final ExecutorService healthy = threads("pawn-feeds", FETCHERS);
    private final ExecutorService failing = threads("pawn-failing-feeds", FETCHERS);

    public CalendarBridge(
            CalendarStore store,
            CalendarOwners owners,
            PresenceService presence,
            TimeSource time,
            Timers timers,
            CalendarConfig config) {
        this.store = store;
        IcalExpander expander = new IcalExpander(ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime);
        ExpandedCalendars expanded = new ExpandedCalendars(store, expander, owners);
        source = new HttpCalendarSource(config.allowedNetworks(), time::nanos, config.fetchDeadline());
        calendars = new CalendarService(store, expander, owners, source, time);
        freeBusy = new FreeBusyService(expanded, time);
        schedules = new CalendarPresence(expanded, presence, time, timers, expanding);
        feeds = new FeedRefresher(
                store, calendars, time, timers, config, RandomGenerator.getDefault(), healthy, failing);
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

    /** Takes up everyone's calendars, one after the other and behind whatever else is asked meanwhile. */
    public void start() {
        clock.start();
        takeUp(store.people().iterator());
    }

    /** The person's time zone, addresses or hours are no longer what they were. */
    public void ownerChanged(AddressOfRecord person) {
        schedules.changed(person);
    }

    private void takeUp(Iterator<AddressOfRecord> people) {
        if (people.hasNext()) {
            AddressOfRecord person = people.next();
            feeds.sync(person);
            schedules.changed(person);
            try {
                expanding.execute(() -> takeUp(people));
            } catch (RejectedExecutionException stopping) {
                return; // stopped before all were taken up
            }
        }
    }

    private static ExecutorService threads(String name, int count) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, count == 1 ? name : name + "-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Ends what is being fetched or expanded; what was read is on disk already. */
    @Override
    public void close() {
        clock.close();
        feeds.close();
        schedules.close();
        source.close();
        for (ExecutorService executor : new ExecutorService[] {healthy, failing, expanding}) {
            executor.shutdownNow();
        }
        try {
            expanding.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
