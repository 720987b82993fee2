package org.pawn.rest.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.policy.PresenceView;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.Problem;
import org.pawn.rest.http.ProblemType;
import org.pawn.rest.http.Problems;
import org.pawn.watching.Subscription;
import org.pawn.watching.SubscriptionService;
import org.pawn.watching.Surface;
import org.pawn.watching.WatcherChannel;

/**
 * Whom one connection watches. However many watches name a person, there is one subscription and one telling. Until a
 * person's first state went out in a snapshot, changes only replace what that snapshot will say. Thread-safe.
 */
final class FeedWatches implements WatcherChannel {
    /** One address of a watch: a person, or why it is none. */
    record Wanted(String requested, Optional<AddressOfRecord> person, Optional<Problem> problem) {
        static Wanted of(AddressOfRecord person) {
            return new Wanted(person.toString(), Optional.of(person), Optional.empty());
        }
    }

    private static final class Watched {
        final AddressOfRecord person;
        final Set<String> watches = new HashSet<>(2);
        final AtomicBoolean begun = new AtomicBoolean();
        final CompletableFuture<Subscription> subscription = new CompletableFuture<>();

        @Nullable
        PresenceView view;

        @Nullable
        Problem problem;

        boolean announced;

        Watched(AddressOfRecord person, Set<String> watches) {
            this.person = person;
            this.watches.addAll(watches);
        }
    }

    private final Caller caller;
    private final SubscriptionService subscriptions;
    private final FeedMemory memory;
    private final ViewTexts texts;
    private final RefusedPeople refused;
    private final int maxWatched;
    private final FeedOutbox outbox;
    private final Map<AddressOfRecord, Watched> people = new HashMap<>(); // guarded by this
    private final Map<String, Set<AddressOfRecord>> watches = new HashMap<>(); // guarded by this
    private boolean closed; // guarded by this

    FeedWatches(
            Caller caller,
            SubscriptionService subscriptions,
            FeedMemory memory,
            ViewTexts texts,
            RefusedPeople refused,
            int maxWatched,
            FeedOutbox outbox) {
        this.caller = caller;
        this.subscriptions = subscriptions;
        this.memory = memory;
        this.texts = texts;
        this.refused = refused;
        this.maxWatched = maxWatched;
        this.outbox = outbox;
    }

    /** Watches exactly these from now on; answers with the whole watch, or after a resume with what changed. */
    CompletableFuture<Void> set(String watch, List<Wanted> wanted) {
        boolean restated = memory.begin(watch);
        return set(watch, wanted, restated ? "delta" : "snapshot", Set.of());
    }

    /** Like {@link #set}, for a watch that will {@link #follow} a list: after a resume it tells who left meanwhile. */
    CompletableFuture<Void> setFollowing(String watch, List<Wanted> wanted) {
        boolean restated = memory.begin(watch);
        Set<AddressOfRecord> left = new LinkedHashSet<>(memory.follow(watch, restated));
        wanted.forEach(one -> one.person().ifPresent(left::remove));
        return set(watch, wanted, restated ? "delta" : "snapshot", left);
    }

    private CompletableFuture<Void> set(
            String watch, List<Wanted> wanted, String frame, Collection<AddressOfRecord> removed) {
        Set<AddressOfRecord> dropped;
        synchronized (this) {
            dropped = new LinkedHashSet<>(watches.computeIfAbsent(watch, first -> new LinkedHashSet<>()));
        }
        wanted.forEach(one -> one.person().ifPresent(dropped::remove));
        CompletableFuture<Void> begun = begin(watch, wanted, frame, removed);
        drop(watch, dropped);
        return begun;
    }

    /** Adds and removes; answers with a delta of those added, if any. */
    CompletableFuture<Void> change(String watch, List<Wanted> add, Collection<AddressOfRecord> remove) {
        memory.begin(watch);
        drop(watch, remove);
        return add.isEmpty() ? CompletableFuture.completedFuture(null) : begin(watch, add, "delta", Set.of());
    }

    /** Brings a watch to what its list holds now; one delta tells who came and who left, if anybody did. */
    CompletableFuture<Void> follow(String watch, Supplier<List<AddressOfRecord>> list) {
        List<Wanted> joined = new ArrayList<>();
        List<Watched> entered = new ArrayList<>();
        Set<AddressOfRecord> left;
        List<Watched> last = new ArrayList<>();
        synchronized (this) { // the list is read in here: of two changes the later is the one that stays
            Set<AddressOfRecord> before = watches.get(watch);
            if (closed || before == null) {
                return CompletableFuture.completedFuture(null);
            }
            Set<AddressOfRecord> now = new LinkedHashSet<>(list.get());
            left = new LinkedHashSet<>(before);
            left.removeAll(now);
            now.removeAll(before);
            left.forEach(person -> leave(watch, person).ifPresent(last::add));
            for (AddressOfRecord person : now) {
                if (hasRoomFor(person)) {
                    joined.add(Wanted.of(person));
                    entered.add(enter(watch, person));
                } else {
                    joined.add(new Wanted(person.toString(), Optional.empty(), Optional.of(Problems.of(full()))));
                }
            }
        }
        last.forEach(this::unsubscribe);
        return joined.isEmpty() && left.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : tellWhenBegun(entered, watch, "delta", joined, left);
    }

    /** Asks again for someone who was refused: they may be visible now. */
    void retry(AddressOfRecord person) {
        Set<String> naming;
        Watched fresh;
        synchronized (this) {
            Watched watched = people.get(person);
            if (closed || watched == null || watched.problem == null) {
                return;
            }
            naming = Set.copyOf(watched.watches);
            fresh = new Watched(person, naming);
            fresh.problem = watched.problem; // which may still have to be told
            people.put(person, fresh);
        }
        subscribed(fresh)
                .thenRun(() -> naming.forEach(watch -> tell(watch, "delta", List.of(Wanted.of(person)), Set.of())));
    }

    void end(String watch) {
        memory.end(watch);
        Set<AddressOfRecord> all;
        synchronized (this) {
            all = watches.getOrDefault(watch, Set.of());
            all = Set.copyOf(all);
        }
        drop(watch, all);
        synchronized (this) {
            watches.remove(watch);
        }
    }

    void close() {
        Map<AddressOfRecord, Watched> all;
        synchronized (this) {
            closed = true;
            all = Map.copyOf(people);
            people.clear();
            watches.clear();
        }
        all.forEach((person, watched) -> {
            refused.remove(person, this);
            unsubscribe(watched);
        });
    }

    private CompletableFuture<Void> begin(
            String watch, List<Wanted> wanted, String frame, Collection<AddressOfRecord> removed) {
        List<Watched> entered = new ArrayList<>();
        for (Wanted one : wanted) {
            one.person().flatMap(person -> enterOrRefuse(watch, person)).ifPresent(entered::add);
        }
        return tellWhenBegun(entered, watch, frame, wanted, removed);
    }

    private CompletableFuture<Void> tellWhenBegun(
            List<Watched> entered,
            String watch,
            String frame,
            Collection<Wanted> wanted,
            Collection<AddressOfRecord> removed) {
        CompletableFuture<?>[] begun = entered.stream().map(this::subscribed).toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(begun).handle((done, someRefused) -> {
            tell(watch, frame, wanted, removed);
            return null;
        });
    }

    private void tell(String watch, String frame, Collection<Wanted> wanted, Collection<AddressOfRecord> removed) {
        outbox.add(new StateItem(this, memory, texts, watch, frame, wanted, removed));
    }

    private synchronized Optional<Watched> enterOrRefuse(String watch, AddressOfRecord person) {
        if (!hasRoomFor(person)) {
            throw full();
        }
        return closed ? Optional.empty() : Optional.of(enter(watch, person));
    }

    private boolean hasRoomFor(AddressOfRecord person) {
        return people.size() < maxWatched || people.containsKey(person);
    }

    private Refusal full() {
        return new Refusal.LimitExceeded("One connection watches at most " + maxWatched + " people.", Duration.ZERO);
    }

    /** Puts a person into a watch; the caller holds the lock, and subscribes when it has let go of it. */
    private Watched enter(String watch, AddressOfRecord person) {
        watches.computeIfAbsent(watch, first -> new LinkedHashSet<>()).add(person);
        Watched earlier = people.get(person);
        if (earlier != null && earlier.problem == null) {
            earlier.watches.add(watch);
            return earlier;
        }
        Watched fresh =
                new Watched(person, earlier == null ? Set.of() : earlier.watches); // who was refused: asked again
        fresh.watches.add(watch);
        people.put(person, fresh);
        return fresh;
    }

    /** Done when the person is subscribed to; fails if they are not to be seen. */
    private CompletableFuture<Subscription> subscribed(Watched watched) {
        if (!watched.begun.getAndSet(true)) {
            subscriptions
                    .subscribe(caller, watched.person, this)
                    .whenComplete((subscription, why) -> begun(watched, subscription, why));
        }
        return watched.subscription;
    }

    private void begun(Watched watched, @Nullable Subscription subscription, @Nullable Throwable why) {
        boolean gone;
        synchronized (this) {
            gone = people.get(watched.person) != watched;
            if (!gone && why != null) {
                watched.problem = Problems.of(why);
                refused.add(watched.person, this);
            } else if (!gone) {
                watched.problem = null;
                refused.remove(watched.person, this);
            }
        }
        if (subscription == null) {
            watched.subscription.completeExceptionally(why == null ? new IllegalStateException() : why);
            return;
        }
        watched.subscription.complete(subscription);
        if (gone) {
            unsubscribe(watched);
        }
    }

    private void drop(String watch, Collection<AddressOfRecord> dropped) {
        for (AddressOfRecord person : dropped) {
            Optional<Watched> last;
            synchronized (this) {
                last = leave(watch, person);
            }
            last.ifPresent(this::unsubscribe);
        }
    }

    /** Takes a person out of a watch; the caller holds the lock. Gives what to unsubscribe: no watch names them now. */
    private Optional<Watched> leave(String watch, AddressOfRecord person) {
        Set<AddressOfRecord> named = watches.get(watch);
        if (named != null) {
            named.remove(person);
        }
        Watched watched = people.get(person);
        if (watched == null || !watched.watches.remove(watch) || !watched.watches.isEmpty()) {
            return Optional.empty();
        }
        people.remove(person);
        refused.remove(person, this);
        memory.forget(person);
        return Optional.of(watched);
    }

    private void unsubscribe(Watched watched) {
        watched.subscription.thenAccept(subscriptions::unsubscribe);
    }

    @Override
    public Surface surface() {
        return Surface.FEED;
    }

    @Override
    public void offer(Subscription subscription, PresenceView view) {
        synchronized (this) {
            Watched watched = people.get(subscription.presentity());
            if (watched == null) {
                return;
            }
            watched.view = view;
            if (!watched.announced) {
                return;
            }
        }
        outbox.changed(subscription.presentity());
    }

    @Override
    public void ended(Subscription subscription, EndReason reason) {
        ProblemType type = reason == EndReason.NO_RESOURCE ? ProblemType.NOT_FOUND : ProblemType.NOT_VISIBLE;
        synchronized (this) {
            Watched watched = people.get(subscription.presentity());
            if (watched == null) {
                return;
            }
            watched.problem = Problem.of(type, "This person is not to be seen any more.");
            watched.view = null;
            refused.add(subscription.presentity(), this);
            if (!watched.announced) {
                return;
            }
        }
        outbox.changed(subscription.presentity());
    }

    /** The frame with a person's newest state; for the outbox, when their turn comes. */
    Optional<String> frame(AddressOfRecord person) {
        PresenceView view;
        Problem problem;
        synchronized (this) {
            Watched watched = people.get(person);
            if (watched == null) {
                return Optional.empty();
            }
            view = watched.view;
            problem = watched.problem;
        }
        if (view != null && memory.isTold(person, view.version())) {
            return Optional.empty(); // the watch that announced them told it already
        }
        long place = memory.nextSequence();
        String cursor = memory.cursorAt(place);
        if (view != null) {
            told(view, place);
            return Optional.of(ServerFrames.presence(texts.of(view), cursor));
        }
        memory.forget(person);
        return Optional.ofNullable(problem).map(why -> ServerFrames.withdrawn(person, why, cursor));
    }

    /** Notes what goes out; not once the connection is over, for then the memory may be another's. */
    synchronized void told(PresenceView view, long place) {
        if (!closed) {
            memory.told(view.document().presentity(), view.version(), place);
        }
    }

    /** A person's state for a watch that tells it now; from here on each change is told. Empty if they left. */
    synchronized Optional<PresenceView> announce(String watch, AddressOfRecord person) {
        Watched watched = people.get(person);
        if (watched == null || !watched.watches.contains(watch)) {
            return Optional.empty();
        }
        watched.announced = true;
        return Optional.ofNullable(watched.view);
    }

    synchronized Optional<Problem> problem(AddressOfRecord person) {
        return Optional.ofNullable(people.get(person)).flatMap(watched -> Optional.ofNullable(watched.problem));
    }
}
