package org.pawn.rest.feed;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.pawn.access.Caller;
import org.pawn.query.PresenceQuery;
import org.pawn.query.QueryService;
import org.pawn.refusal.Refusal;

/** The watches of one connection that are of a query. Thread-safe. */
final class QueryWatches {
    private final QueryService queries;
    private final FeedWatches watches;
    private final int max;
    private final Map<String, QueryWatch> open = new ConcurrentHashMap<>();

    QueryWatches(QueryService queries, FeedWatches watches, int max) {
        this.queries = queries;
        this.watches = watches;
        this.max = max;
    }

    /**
     * Begins to follow the query; tells nothing yet, and leaves what that watch was before as it is.
     *
     * @throws Refusal.LimitExceeded if the connection watches as many queries as it may
     * @throws Refusal.Forbidden if the caller is no colleague
     * @throws Refusal.NotFound if the query's group does not exist
     */
    QueryWatch open(Caller caller, String id, PresenceQuery query) {
        if (!open.containsKey(id) && open.size() >= max) {
            throw new Refusal.LimitExceeded("One connection watches at most " + max + " queries.", Duration.ZERO);
        }
        QueryWatch watch = new QueryWatch(id, watches);
        watch.follow(queries.watch(caller, query, watch::changed));
        return watch;
    }

    /** Puts it in the place of what that watch was before; done when it is told. */
    CompletableFuture<Void> begin(QueryWatch watch, boolean muted) {
        QueryWatch before = open.put(watch.id(), watch);
        if (before != null) {
            before.close();
        }
        return watches.set(watch, muted);
    }

    boolean follows(String id) {
        return open.containsKey(id);
    }

    /** That watch is asked for something else from now on, or has ended. */
    void forget(String id) {
        QueryWatch gone = open.remove(id);
        if (gone != null) {
            gone.close();
        }
    }

    void close() {
        List.copyOf(open.keySet()).forEach(this::forget);
    }
}
