package org.pawn.calendar;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.pawn.address.AddressOfRecord;
import org.pawn.freebusy.CalendarReport;
import org.pawn.freebusy.CalendarService;
import org.pawn.freebusy.CalendarStore;
import org.pawn.freebusy.StoredCalendar;
import org.pawn.refusal.Refusal;
import org.pawn.time.TimeSource;
import org.pawn.time.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads each feed again when it is due: at its own interval while it answers, and after a failure in one minute, doubling
 * to an hour, with jitter. Feeds that failed last, and those too long for one reading, have threads of their own, so that
 * they delay no good one.
 */
final class FeedRefresher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FeedRefresher.class);
    private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
    private static final int MAX_DOUBLINGS = 6; // 64 minutes, cut to the hour
    private static final Duration LAST_RETRY = Duration.ofHours(1);
    private static final Duration NEXT_PART = Duration.ofSeconds(1);

    private record Feed(AddressOfRecord person, String id) {}

    /** One feed's timer, how often it has failed in a row, and whether its reading goes on. */
    private static final class State {
        private Timers.@Nullable Timer timer;
        private int failures;
        private boolean isUnfinished;

        boolean isSlow() {
            return failures > 0 || isUnfinished;
        }
    }

    private final CalendarStore store;
    private final CalendarService calendars;
    private final TimeSource time;
    private final Timers timers;
    private final CalendarConfig config;
    private final RandomGenerator random;
    private final Workers workers;
    private final Map<Feed, State> feeds = new HashMap<>(); // by the coordinating thread only, and so are its values
    private volatile boolean closed;

    FeedRefresher(
            CalendarStore store,
            CalendarService calendars,
            TimeSource time,
            Timers timers,
            CalendarConfig config,
            RandomGenerator random,
            Workers workers) {
        this.store = store;
        this.calendars = calendars;
        this.time = time;
        this.timers = timers;
        this.config = config;
        this.random = random;
        this.workers = workers;
    }

    /** Takes up the person's new feeds and drops those that are gone, soon. */
    void sync(AddressOfRecord person) {
        workers.reading().execute(() -> {
            List<StoredCalendar> wanted = store.of(person).stream()
                    .filter(calendar -> calendar.feed().isPresent())
                    .toList();
            workers.coordinating().execute(() -> sync(person, wanted));
        });
    }

    private void sync(AddressOfRecord person, List<StoredCalendar> wanted) {
        Set<Feed> kept = new HashSet<>();
        for (StoredCalendar calendar : wanted) {
            Feed feed = new Feed(person, calendar.id());
            kept.add(feed);
            if (!feeds.containsKey(feed)) {
                feeds.put(feed, new State());
                arm(feed, untilDue(calendar));
            }
        }
        feeds.entrySet().removeIf(entry -> {
            boolean isGone = entry.getKey().person().equals(person) && !kept.contains(entry.getKey());
            if (isGone) {
                cancel(entry.getValue());
            }
            return isGone;
        });
    }

    /** After a restart many feeds are overdue; they are spread over a minute or two. */
    private Duration untilDue(StoredCalendar calendar) {
        Duration rest = calendar.copy()
                .map(copy -> config.refreshEvery().minus(Duration.between(copy.readAt(), time.now())))
                .orElse(Duration.ZERO);
        return rest.isNegative() || rest.isZero() ? jittered(FIRST_RETRY.multipliedBy(2)) : rest;
    }

    private void arm(Feed feed, Duration delay) {
        State state = feeds.get(feed);
        if (state != null && !closed) {
            cancel(state);
            Executor executor = state.isSlow() ? workers.fetchingAgain() : workers.fetching();
            state.timer = timers.after(delay, () -> executor.execute(() -> refresh(feed)));
        }
    }

    private void refresh(Feed feed) {
        if (closed) {
            return;
        }
        try {
            CalendarReport report = calendars.refresh(feed.person(), feed.id());
            workers.coordinating().execute(() -> done(feed, report));
        } catch (Refusal.NotFound gone) {
            sync(feed.person());
        } catch (Throwable failure) { // one feed must not stop the others
            LOG.error("a feed could not be refreshed", failure);
            workers.coordinating().execute(() -> failed(feed));
        }
    }

    private void done(Feed feed, CalendarReport report) {
        State state = feeds.get(feed);
        if (state == null) {
            return;
        }
        state.isUnfinished = report.isUnfinished();
        if (report.isUnfinished()) {
            arm(feed, NEXT_PART);
        } else if (report.problem().isPresent()) {
            failed(feed);
        } else {
            state.failures = 0;
            arm(feed, interval(report.refreshInterval()));
        }
    }

    private void failed(Feed feed) {
        State state = feeds.get(feed);
        if (state != null) {
            arm(feed, backOff(++state.failures));
        }
    }

    private Duration interval(Optional<Duration> stated) {
        Duration wanted = stated.orElse(config.refreshEvery());
        if (wanted.compareTo(CalendarConfig.MIN_REFRESH) < 0) {
            return CalendarConfig.MIN_REFRESH;
        }
        return wanted.compareTo(CalendarConfig.MAX_REFRESH) > 0 ? CalendarConfig.MAX_REFRESH : wanted;
    }

    private Duration backOff(int failures) {
        Duration base = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
        return jittered(base.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : base);
    }

    /** Half of it to the whole, but at least the first retry's minute. */
    private Duration jittered(Duration base) {
        Duration delay = base.dividedBy(2).plusMillis(random.nextLong(base.toMillis() / 2 + 1));
        return delay.compareTo(FIRST_RETRY) < 0 ? FIRST_RETRY : delay;
    }

    private static void cancel(State state) {
        if (state.timer != null) {
            state.timer.cancel();
            state.timer = null;
        }
    }

    @Override
    public void close() {
        closed = true;
        workers.coordinating().execute(() -> feeds.values().forEach(FeedRefresher::cancel));
    }
}
