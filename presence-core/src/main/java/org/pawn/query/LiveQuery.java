package org.pawn.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.directory.GroupChange;
import org.pawn.directory.Person;
import org.pawn.policy.PresenceView;
import org.pawn.watching.Subscription;
import org.pawn.watching.SubscriptionService;
import org.pawn.watching.Surface;
import org.pawn.watching.WatcherChannel;

/**
 * A query that somebody watches: an ordinary watcher of everybody who can be meant, so that privacy and pacing are those
 * of any watcher. Thread-safe; the listener is called by one thread at a time and must not wait.
 */
public final class LiveQuery implements WatcherChannel, AutoCloseable {
    private final Caller asker;
    private final PresenceQuery query;
    private final Directory directory;
    private final SubscriptionService watching;
    private final Consumer<List<AddressOfRecord>> listener;
    private final Map<AddressOfRecord, CompletableFuture<Subscription>> candidates = new HashMap<>(); // guarded by this
    private final Map<AddressOfRecord, PresenceView> views = new HashMap<>(); // guarded by this
    private @Nullable List<AddressOfRecord> told; // guarded by this
    private boolean begun; // guarded by this
    private boolean closed; // guarded by this

    LiveQuery(
            Caller asker,
            PresenceQuery query,
            Directory directory,
            SubscriptionService watching,
            Consumer<List<AddressOfRecord>> listener) {
        this.asker = asker;
        this.query = query;
        this.directory = directory;
        this.watching = watching;
        this.listener = listener;
    }

    /** Tells the first answer when everybody who can be meant has been looked at. */
    void begin() {
        followCandidates();
        List<CompletableFuture<?>> all = new ArrayList<>();
        synchronized (this) {
            candidates.values().forEach(one -> all.add(one.handle((done, refused) -> null)));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).thenRun(() -> {
            synchronized (this) {
                begun = true;
            }
            tell();
        });
    }

    /** A group was written: whoever may be meant now is watched, others no longer. */
    public void changed(GroupChange change) {
        if (query.group().filter(change.id()::equals).isPresent()) {
            followCandidates();
            tell();
        }
    }

    private void followCandidates() {
        List<CompletableFuture<Subscription>> gone = new ArrayList<>();
        synchronized (this) {
            Set<AddressOfRecord> now = new LinkedHashSet<>();
            query.candidates(directory).stream().map(Person::address).forEach(now::add);
            for (AddressOfRecord person : List.copyOf(candidates.keySet())) {
                if (closed || !now.contains(person)) {
                    gone.add(candidates.remove(person));
                    views.remove(person);
                }
            }
            if (!closed) {
                now.removeAll(candidates.keySet());
                now.forEach(person -> candidates.put(person, watching.subscribe(asker, person, this)));
            }
        }
        gone.forEach(one -> one.thenAccept(watching::unsubscribe));
    }

    /** Queries are watched over the feed. */
    @Override
    public Surface surface() {
        return Surface.FEED;
    }

    @Override
    public void offer(Subscription subscription, PresenceView view) {
        synchronized (this) {
            if (closed || !candidates.containsKey(subscription.presentity())) {
                return; // of someone who is no longer meant
            }
            views.put(subscription.presentity(), view);
        }
        tell();
    }

    @Override
    public void ended(Subscription subscription, EndReason reason) {
        synchronized (this) {
            views.remove(subscription.presentity());
        }
        tell();
    }

    private synchronized void tell() {
        if (!begun || closed) {
            return;
        }
        List<AddressOfRecord> first = query.first(List.copyOf(views.values())).stream()
                .map(view -> view.document().presentity())
                .toList();
        if (!first.equals(told)) {
            told = first;
            listener.accept(first);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        followCandidates();
    }
}
