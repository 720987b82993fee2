package org.pawn.rest.feed;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.pawn.address.AddressOfRecord;
import org.pawn.policy.PresenceView;
import org.pawn.query.LiveQuery;

/**
 * A watch of those who meet a query. However often the answer changes before the client reads on, it is told once, as it
 * is then. Thread-safe.
 */
final class QueryWatch {
    private final String id;
    private final FeedWatches watches;
    private final AtomicBoolean waits = new AtomicBoolean(); // for its turn in the outbox
    private volatile @Nullable LiveQuery live;
    private volatile boolean begun;
    private List<AddressOfRecord> toldOrder = List.of(); // when it has its turn in the outbox only

    QueryWatch(String id, FeedWatches watches) {
        this.id = id;
        this.watches = watches;
    }

    String id() {
        return id;
    }

    void follow(LiveQuery query) {
        live = query;
    }

    /** Those who meet the query now, in its order. */
    List<AddressOfRecord> now() {
        LiveQuery query = live;
        return query == null ? List.of() : query.now();
    }

    boolean has(PresenceView view) {
        LiveQuery query = live;
        return query != null && query.has(view);
    }

    /** What states the watch waits for its turn; from here on changes are told. Done when those until now wait too. */
    CompletableFuture<Void> begin() {
        begun = true;
        return changed();
    }

    /** The answer may be another now; done when it waits for its turn to be told. */
    CompletableFuture<Void> changed() {
        return !begun // that tells all
                ? CompletableFuture.completedFuture(null)
                : watches.follow(this).thenRun(() -> {
                    if (!waits.getAndSet(true)) {
                        watches.tellNews(this);
                    }
                });
    }

    /** It has its turn: what changes from here on is told at the next. */
    void taken() {
        waits.set(false);
    }

    /** Notes the order that the client is told; gives whether it is another than before. */
    boolean tells(List<AddressOfRecord> order) {
        boolean another = !order.equals(toldOrder);
        toldOrder = order;
        return another;
    }

    /** Nothing is followed any more; what belongs here stays as it was. */
    void close() {
        LiveQuery query = live;
        if (query != null) {
            query.close();
        }
    }
}
