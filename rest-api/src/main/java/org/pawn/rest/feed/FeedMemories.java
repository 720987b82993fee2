package org.pawn.rest.feed;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.pawn.access.Caller;
import org.pawn.time.Timers;

/** The feeds that broke a short while ago and may be resumed; bounded, the eldest goes first. Thread-safe. */
final class FeedMemories {
    private static final int MAX_PEOPLE = 1_000_000;
    private static final int ID_BYTES = 16;

    private final Map<String, FeedMemory> broken = new LinkedHashMap<>(); // guarded by this
    private final Timers timers;
    private final SecureRandom random;
    private final Duration keepFor;
    private long people; // guarded by this

    FeedMemories(Timers timers, SecureRandom random, Duration keepFor) {
        this.timers = timers;
        this.random = random;
        this.keepFor = keepFor;
    }

    FeedMemory fresh(Caller owner) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return new FeedMemory(Base64.getUrlEncoder().withoutPadding().encodeToString(id), owner);
    }

    /** Takes the feed out of here, if it is held, is that caller's and was at that place. */
    synchronized Optional<FeedMemory> take(String cursor, Caller caller) {
        int dot = cursor.lastIndexOf('.');
        if (dot < 0 || !cursor.substring(dot + 1).matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        FeedMemory memory = broken.get(cursor.substring(0, dot));
        if (memory == null || !memory.isOf(caller) || !memory.resumeAt(Long.parseLong(cursor.substring(dot + 1)))) {
            return Optional.empty();
        }
        drop(memory);
        return Optional.of(memory);
    }

    void keep(FeedMemory memory) {
        synchronized (this) {
            broken.put(memory.id(), memory);
            people += memory.size();
            Iterator<FeedMemory> eldest = broken.values().iterator();
            while (people > MAX_PEOPLE && eldest.hasNext()) {
                people -= eldest.next().size();
                eldest.remove();
            }
        }
        timers.after(keepFor, () -> drop(memory));
    }

    private synchronized void drop(FeedMemory memory) {
        if (broken.remove(memory.id(), memory)) {
            people -= memory.size();
        }
    }
}
