package org.pawn.freebusy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.pawn.address.AddressOfRecord;
import org.pawn.presence.CalendarState;
import org.pawn.presence.PresenceService;
import org.pawn.presence.Schedule;
import org.pawn.refusal.Refusal;
import org.pawn.time.Moment;
import org.pawn.time.TimeSource;
import org.pawn.time.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands each person's calendar to their presence, anew at every instant at which it says something else: an event's
 * start and end, a feed that grows stale, a window that has rolled on. A timer wakes it; nothing polls. Thread-safe.
 */
public final class CalendarPresence implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CalendarPresence.class);
    private static final Duration RETRY = Duration.ofMinutes(1);

    /** One person's waiting timer and what their presence was told last. */
    private static final class Watch {
        private Timers.@Nullable Timer timer; // guarded by the watch
        private @Nullable CalendarState told; // guarded by the watch
    }

    private final ExpandedCalendars calendars;
    private final PresenceService presence;
    private final TimeSource time;
    private final Timers timers;
    private final Executor worker;
    private final Map<AddressOfRecord, Watch> watches = new HashMap<>(); // guarded by this
    private volatile boolean closed;

    /** Expanding blocks, so it is done by {@code worker}, never on the timers' thread. */
    public CalendarPresence(
            ExpandedCalendars calendars, PresenceService presence, TimeSource time, Timers timers, Executor worker) {
        this.calendars = calendars;
        this.presence = presence;
        this.time = time;
        this.timers = timers;
        this.worker = worker;
    }

    /** Reads the person's calendars again and tells their presence, soon. */
    public void changed(AddressOfRecord person) {
        calendars.changed(person);
        worker.execute(() -> expandAndTell(person));
    }

    /** Looks again at everyone, after the wall clock was set. */
    public void clockWasSet() {
        for (AddressOfRecord person : watched()) {
            worker.execute(() -> expandAndTell(person));
        }
    }

    @Override
    public void close() {
        closed = true;
        for (AddressOfRecord person : watched()) {
            Watch watch = watch(person);
            synchronized (watch) {
                cancel(watch);
            }
        }
    }

    private synchronized List<AddressOfRecord> watched() {
        return List.copyOf(watches.keySet());
    }

    private synchronized Watch watch(AddressOfRecord person) {
        return watches.computeIfAbsent(person, any -> new Watch());
    }

    private void expandAndTell(AddressOfRecord person) {
        if (closed) {
            return;
        }
        try {
            tell(person, calendars.around(person, time.now()));
        } catch (Refusal.Unavailable busy) {
            wakeIn(watch(person), RETRY, person);
        } catch (RuntimeException failure) { // one person's calendar must not stop the others'
            LOG.error("a calendar could not be expanded", failure);
            wakeIn(watch(person), RETRY, person);
        }
    }

    /** On the timers' thread: quick, unless the window has rolled away. */
    private void wake(AddressOfRecord person) {
        Optional<PersonCalendar> known = calendars.known(person, time.now());
        if (known.isPresent()) {
            tell(person, known.get());
        } else {
            worker.execute(() -> expandAndTell(person));
        }
    }

    private void tell(AddressOfRecord person, PersonCalendar calendar) {
        Watch watch = watch(person);
        synchronized (watch) { // keeps what is handed over in order
            Moment now = time.moment();
            ScheduleReading reading = new ScheduleReading(calendar, now);
            CalendarState state = settled(reading.state(), watch.told, now.wall());
            if (!state.equals(watch.told)) {
                watch.told = state;
                presence.calendar(person, state);
            }
            wakeIn(watch, Duration.between(now.wall(), nextLook(reading, calendar, now.wall())), person);
        }
    }

    /** Before the window's end there must be time to expand the next one. */
    private static Instant nextLook(ScheduleReading reading, PersonCalendar calendar, Instant now) {
        Instant roll = calendar.window().end().minus(ExpandedCalendars.AHEAD).plus(ExpandedCalendars.BEHIND);
        Instant next = reading.nextChange();
        return roll.isAfter(now) && roll.isBefore(next) ? roll : next;
    }

    /** "Free since" stays where it was while nothing else changes, or every look would be a change. */
    private static CalendarState settled(CalendarState state, @Nullable CalendarState told, Instant now) {
        if (told == null || state.schedule().freeAt().filter(now::equals).isEmpty()) {
            return state;
        }
        Schedule before = told.schedule();
        boolean isSameFreedom = before.state() == state.schedule().state()
                && before.freeAt().filter(at -> !at.isAfter(now)).isPresent();
        if (!isSameFreedom) {
            return state;
        }
        Schedule kept = new Schedule(state.schedule().state(), state.schedule().until(), before.freeAt());
        return new CalendarState(kept, state.situations(), state.outOfOffice(), state.workLocation());
    }

    private void wakeIn(Watch watch, Duration delay, AddressOfRecord person) {
        synchronized (watch) {
            cancel(watch);
            if (!closed) {
                watch.timer = timers.after(delay, () -> wake(person));
            }
        }
    }

    private static void cancel(Watch watch) {
        if (watch.timer != null) {
            watch.timer.cancel();
            watch.timer = null;
        }
    }
}
