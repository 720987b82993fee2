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
        private Timers.@Nullable Timer timer;
        private @Nullable CalendarState told;
    }

    private final ExpandedCalendars calendars;
    private final PresenceService presence;
    private final TimeSource time;
    private final Timers timers;
    private final Executor reading;
    private final Executor telling;
    private final Map<AddressOfRecord, Watch> watches = new HashMap<>(); // by telling only, and so are its values
    private volatile boolean closed;

    /**
     * Expanding blocks and is done by {@code reading}; {@code telling} runs short tasks one after the other, so that a
     * boundary waits for no file.
     */
    public CalendarPresence(
            ExpandedCalendars calendars,
            PresenceService presence,
            TimeSource time,
            Timers timers,
            Executor reading,
            Executor telling) {
        this.calendars = calendars;
        this.presence = presence;
        this.time = time;
        this.timers = timers;
        this.reading = reading;
        this.telling = telling;
    }

    /** Reads the person's calendars again and tells their presence, soon. */
    public void changed(AddressOfRecord person) {
        calendars.changed(person);
        reading.execute(() -> expand(person));
    }

    /** Looks again at everyone, after the wall clock was set. */
    public void clockWasSet() {
        telling.execute(() -> List.copyOf(watches.keySet()).forEach(this::look));
    }

    @Override
    public void close() {
        closed = true;
        telling.execute(() -> watches.values().forEach(CalendarPresence::cancel));
    }

    private void expand(AddressOfRecord person) {
        if (closed) {
            return;
        }
        try {
            PersonCalendar calendar = calendars.around(person, time.now());
            telling.execute(() -> tell(person, calendar));
        } catch (Refusal.Unavailable busy) {
            telling.execute(() -> wakeIn(RETRY, person));
        } catch (RuntimeException failure) { // one person's calendar must not stop the others'
            LOG.error("a calendar could not be expanded", failure);
            telling.execute(() -> wakeIn(RETRY, person));
        }
    }

    private void look(AddressOfRecord person) {
        Optional<PersonCalendar> known = calendars.known(person, time.now());
        if (known.isPresent()) {
            tell(person, known.get());
        } else {
            reading.execute(() -> expand(person));
        }
    }

    private void tell(AddressOfRecord person, PersonCalendar calendar) {
        Watch watch = watches.computeIfAbsent(person, any -> new Watch());
        Moment now = time.moment();
        ScheduleReading reading = new ScheduleReading(calendar, now);
        CalendarState state = settled(reading.state(), watch.told, now.wall());
        if (!state.equals(watch.told)) {
            watch.told = state;
            presence.calendar(person, state);
        }
        wakeIn(Duration.between(now.wall(), nextLook(reading, calendar, now.wall())), person);
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
        Schedule read = state.schedule();
        Schedule kept = new Schedule(read.state(), read.until(), before.freeAt(), read.then());
        return state.with(kept);
    }

    private void wakeIn(Duration delay, AddressOfRecord person) {
        Watch watch = watches.computeIfAbsent(person, any -> new Watch());
        cancel(watch);
        if (!closed) {
            watch.timer = timers.after(delay, () -> telling.execute(() -> look(person)));
        }
    }

    private static void cancel(Watch watch) {
        if (watch.timer != null) {
            watch.timer.cancel();
            watch.timer = null;
        }
    }
}
