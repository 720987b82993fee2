package org.pawn.watching;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pawn.access.Caller;
import org.pawn.access.Viewer;
import org.pawn.policy.Grant;
import org.pawn.time.Timers;

/**
 * Those who asked for one person, were not let in and have gone (RFC 3857 section 4.7.1). Each is kept for
 * {@link #KEPT}, and of more than {@value #MAX} the oldest are given up. Lane only.
 */
final class WaitingWatchers {
    static final Duration KEPT = Duration.ofDays(7);
    static final int MAX = 100;

    /** One of them; the transport by which they asked is held by nobody any more. */
    record Waiting(long id, Caller watcher, Instant since, Surface surface, Grant grant, long giveUpNanos) {
        WatcherInfo info() {
            return info(WatcherInfo.Status.WAITING, WatcherInfo.Event.TIMEOUT);
        }

        WatcherInfo ended(WatcherInfo.Event event) {
            return info(WatcherInfo.Status.TERMINATED, event);
        }

        private WatcherInfo info(WatcherInfo.Status status, WatcherInfo.Event event) {
            return new WatcherInfo(
                    Subscription.name(id), watcher.viewer(), status, event, since, surface, false, grant);
        }
    }

    private final Map<Viewer, Waiting> all = new LinkedHashMap<>(); // the oldest first

    Timers.@Nullable Timer timer; // set while somebody is still to be given up

    /** Adds one in place of what they asked before; gives who has to go for that. */
    Optional<Waiting> add(Waiting waiting) {
        all.remove(waiting.watcher().viewer());
        all.put(waiting.watcher().viewer(), waiting);
        if (all.size() <= MAX) {
            return Optional.empty();
        }
        Waiting oldest = all.values().iterator().next();
        return remove(oldest.watcher().viewer());
    }

    Optional<Waiting> remove(Viewer viewer) {
        return Optional.ofNullable(all.remove(viewer));
    }

    Optional<Waiting> oldest() {
        return all.values().stream().findFirst();
    }

    List<Waiting> all() {
        return List.copyOf(all.values());
    }

    boolean isEmpty() {
        return all.isEmpty();
    }
}
