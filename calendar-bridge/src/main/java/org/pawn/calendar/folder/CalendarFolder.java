package org.pawn.calendar.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.pawn.address.AddressOfRecord;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.CalendarService;
import org.pawn.freebusy.CalendarStore;
import org.pawn.refusal.Refusal;
import org.pawn.time.TimeSource;
import org.pawn.time.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps people's calendars as the folder has them. A file is read when two looks a second apart find it the same, so that
 * one that is being written is left until it is done; what cannot be read never replaces what could. A folder that could
 * not be read for a day is as an empty one.
 */
public final class CalendarFolder implements AutoCloseable {
    static final Duration SETTLING = Duration.ofSeconds(1);
    static final Duration AGAIN = Duration.ofMinutes(5);
    private static final Duration LOST_AFTER = Duration.ofHours(24);
    private static final int MAX_BYTES = 10 * 1024 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(CalendarFolder.class);

    private final Path folder;
    private final CalendarStore store;
    private final CalendarService calendars;
    private final Predicate<AddressOfRecord> isPerson;
    private final TimeSource time;
    private final Timers timers;
    private final Executor looking;
    private final Predicate<Set<Path>> watching;
    private final AtomicBoolean isAsked = new AtomicBoolean();
    private final Map<CalendarStore.Key, FolderListing.Stamp> seen = new HashMap<>(); // by looking only, as the next
    private final Map<CalendarStore.Key, FolderListing.Stamp> taken = new HashMap<>();
    private final Set<CalendarStore.Key> refused = new HashSet<>();
    private long readNanos;
    private boolean isLost;
    private volatile boolean closed;

    /**
     * Takes whose files are read, one thread that looks, and who is told at each look which folders there are, and
     * answers whether one of them is new.
     */
    public CalendarFolder(
            Path folder,
            CalendarStore store,
            CalendarService calendars,
            Predicate<AddressOfRecord> isPerson,
            TimeSource time,
            Timers timers,
            Executor looking,
            Predicate<Set<Path>> watching) {
        this.folder = folder;
        this.store = store;
        this.calendars = calendars;
        this.isPerson = isPerson;
        this.time = time;
        this.timers = timers;
        this.looking = looking;
        this.watching = watching;
    }

    /** Looks now, and again every five minutes, whatever else makes it look. */
    public void start() {
        looking.execute(() -> {
            readNanos = time.nanos();
            lookAgainAndAgain();
        });
    }

    /** Something may have changed: a look follows within a second, however often this is called until then. */
    public void changed() {
        if (!closed && isAsked.compareAndSet(false, true)) {
            timers.after(
                    SETTLING,
                    () -> looking.execute(() -> {
                        isAsked.set(false);
                        look();
                    }));
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    private void lookAgainAndAgain() {
        if (!closed) {
            taken.keySet().removeAll(refused); // what was in the way may be gone
            refused.clear();
            look();
            timers.after(AGAIN, () -> looking.execute(this::lookAgainAndAgain));
        }
    }

    private void look() {
        if (closed) {
            return;
        }
        try {
            FolderListing listing = FolderListing.of(folder);
            readNanos = time.nanos();
            if (isLost) {
                isLost = false;
                LOG.info("the calendars' folder {} can be read again", folder);
            }
            boolean isNew = watching.test(listing.folders());
            take(listing.files());
            if (isNew) { // what came before it was watched
                changed();
            }
        } catch (IOException unreadable) {
            if (!isLost) {
                isLost = true;
                LOG.error("the calendars' folder {} cannot be read; after a day it counts as empty", folder);
            }
            if (Duration.ofNanos(time.nanos() - readNanos).compareTo(LOST_AFTER) >= 0) {
                take(Map.of());
            }
        } catch (Throwable failure) { // the next look may do better
            LOG.error("the calendars' folder could not be looked through", failure);
        }
    }

    private void take(Map<CalendarStore.Key, FolderListing.Found> files) {
        Map<CalendarStore.Key, FolderListing.Found> wanted = new HashMap<>(files);
        wanted.keySet().removeIf(key -> !isPerson.test(key.person()));
        Set<CalendarStore.Key> gone = new HashSet<>(store.fromFolder());
        gone.removeAll(wanted.keySet());
        for (CalendarStore.Key key : gone) {
            calendars.removeFile(key.person(), key.id());
            LOG.debug("the calendar {} of {} is gone with its file", key.id(), key.person());
        }
        seen.keySet().retainAll(wanted.keySet());
        taken.keySet().retainAll(wanted.keySet());
        boolean isUnsettled = false;
        for (Map.Entry<CalendarStore.Key, FolderListing.Found> entry : wanted.entrySet()) {
            isUnsettled |= take(entry.getKey(), entry.getValue());
        }
        if (isUnsettled) {
            changed();
        }
    }

    /** Answers whether it must be looked at once more. */
    private boolean take(CalendarStore.Key key, FolderListing.Found found) {
        if (found.stamp().equals(taken.get(key))) {
            return false;
        }
        if (!found.stamp().equals(seen.put(key, found.stamp()))) {
            return true;
        }
        try {
            CalendarBytes bytes = read(found.file());
            if (!FolderListing.Stamp.of(found.file()).equals(found.stamp())) {
                return true;
            }
            calendars.putFile(key.person(), key.id(), bytes);
            LOG.debug("the calendar {} of {} is read from its file", key.id(), key.person());
        } catch (Refusal refusal) {
            LOG.warn("the calendar {} of {} cannot be read from its file: {}", key.id(), key.person(), refusal.kind());
            refused.add(key);
        } catch (IOException unreadable) {
            LOG.warn("the file of calendar {} of {} cannot be read", key.id(), key.person());
            refused.add(key);
        }
        taken.put(key, found.stamp());
        return false;
    }

    private static CalendarBytes read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new Refusal.TooLarge(MAX_BYTES);
            }
            return CalendarBytes.of(bytes);
        }
    }
}
