package org.pawn.watching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A person's watchers at one moment. Taking it costs the lane a copy of references and no more, however many there are;
 * whoever asked puts it together. Thread-safe.
 */
public final class WatcherList {
    private static final Comparator<WatcherInfo> ORDER = Comparator.comparing(
                    (WatcherInfo each) -> place(each.status()))
            .thenComparing(WatcherInfo::since, Comparator.reverseOrder())
            .thenComparing(WatcherInfo::id);

    private final List<Subscription> live;
    private final List<WatcherInfo> waiting;

    WatcherList(List<Subscription> live, List<WatcherInfo> waiting) {
        this.live = live;
        this.waiting = waiting;
    }

    /** First those who have yet to be let in, then those who wait, then the active; in each the newest first. */
    public List<WatcherInfo> watchers() {
        List<WatcherInfo> all = new ArrayList<>(live.size() + waiting.size());
        live.forEach(subscription -> all.add(subscription.info()));
        all.addAll(waiting);
        all.sort(ORDER);
        return List.copyOf(all);
    }

    private static int place(WatcherInfo.Status status) {
        return switch (status) {
            case PENDING -> 0;
            case WAITING -> 1;
            case ACTIVE -> 2;
            case TERMINATED -> 3;
        };
    }
}
