package org.pawn.rest.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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
 * The people in the watches of one connection, and the newest of each. However many watches name a person, there is one
 * subscription. Thread-safe.
 */
final class WatchedPeople implements WatcherChannel {
    /** Who tells the client; called under no lock, and must not block. */
    interface Listener {
        /** There is news of somebody who was announced. */
        void changed(AddressOfRecord person);

        /** Somebody who was refused was asked for again, and may be seen now; these watches name them. */
        void askedAgain(AddressOfRecord person, Set<String> watches);
    }

    /**
     * Who came into a watch, and who left it.
     *
     * @param entered to be subscribed to
     * @param unplaced for whom there was no room
     */
    record Moves(List<Watched> entered, List<AddressOfRecord> unplaced, Set<AddressOfRecord> left) {
        boolean isNone() {
            return entered.isEmpty() && unplaced.isEmpty() && left.isEmpty();
        }
    }

    private final Caller caller;
    private final SubscriptionService subscriptions;
    private final FeedMemory memory;
    private final RefusedPeople refused;
    private final int max;
    private final Listener listener;
    private final Map<AddressOfRecord, Watched> people = new HashMap<>(); // guarded by this
    private final Map<String, Set<AddressOfRecord>> watches = new HashMap<>(); // guarded by this
    private boolean closed; // guarded by this

    WatchedPeople(
            Caller caller,
            SubscriptionService subscriptions,
            FeedMemory memory,
            RefusedPeople refused,
            int max,
            Listener listener) {
        this.caller = caller;
        this.subscriptions = subscriptions;
        this.memory = memory;
        this.refused = refused;
        this.max = max;
        this.listener = listener;
    }

    /** Begins a watch, if it is new; gives whom it names so far. */
    synchronized Set<AddressOfRecord> open(String watch) {
        return new LinkedHashSet<>(watches.computeIfAbsent(watch, first -> new LinkedHashSet<>()));
    }

    /** @throws Refusal.LimitExceeded if there is no room */
    synchronized Optional<Watched> enter(String watch, AddressOfRecord person) {
        if (!hasRoomFor(person)) {
            throw full();
        }
        return closed ? Optional.empty() : Optional.of(place(watch, person));
    }

    /** Makes a watch hold exactly whom the list holds now. */
    Moves follow(String watch, Supplier<List<AddressOfRecord>> list) {
        Moves moves = new Moves(new ArrayList<>(), new ArrayList<>(), new LinkedHashSet<>());
        List<Watched> last = new ArrayList<>();
        synchronized (this) { // the list is read in here: of two changes the later is the one that stays
            Set<AddressOfRecord> before = watches.get(watch);
            if (closed || before == null) {
                return moves;
            }
            Set<AddressOfRecord> now = new LinkedHashSet<>(list.get());
            moves.left().addAll(before);
            moves.left().removeAll(now);
            now.removeAll(before);
            moves.left().forEach(person -> leave(watch, person).ifPresent(last::add));
            for (AddressOfRecord person : now) {
                if (hasRoomFor(person)) {
                    moves.entered().add(place(watch, person));
                } else {
                    moves.unplaced().add(person);
                }
            }
        }
        last.forEach(this::unsubscribe);
        return moves;
    }

    void drop(String watch, Collection<AddressOfRecord> dropped) {
        for (AddressOfRecord person : dropped) {
            Optional<Watched> last;
            synchronized (this) {
                last = leave(watch, person);
            }
            last.ifPresent(this::unsubscribe);
        }
    }

    void end(String watch) {
        drop(watch, open(watch));
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

    /** Done when they are subscribed to, those who may not be seen aside. */
    CompletableFuture<Void> subscribed(Collection<Watched> entered) {
        CompletableFuture<?>[] begun = entered.stream().map(this::subscribed).toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(begun).handle((done, someRefused) -> null);
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
        subscribed(fresh).thenRun(() -> listener.askedAgain(person, naming));
    }

    private boolean hasRoomFor(AddressOfRecord person) {
        return people.size() < max || people.containsKey(person);
    }

    Refusal full() {
        return new Refusal.LimitExceeded("One connection watches at most " + max + " people.", Duration.ZERO);
    }

    /** Puts a person into a watch; the caller holds the lock, and subscribes when it has let go of it. */
    private Watched place(String watch, AddressOfRecord person) {
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
        listener.changed(subscription.presentity());
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
        listener.changed(subscription.presentity());
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

    synchronized Optional<PresenceView> view(AddressOfRecord person) {
        return Optional.ofNullable(people.get(person)).flatMap(watched -> Optional.ofNullable(watched.view));
    }

    synchronized Optional<Problem> problem(AddressOfRecord person) {
        return Optional.ofNullable(people.get(person)).flatMap(watched -> Optional.ofNullable(watched.problem));
    }

    /** Notes what goes out; not once the connection is over, for then the memory may be another's. */
    synchronized void told(PresenceView view, long place) {
        if (!closed) {
            memory.told(view.document().presentity(), view.version(), place);
        }
    }

    /** Notes that a watch's own frame tells somebody. */
    synchronized void told(String watch, PresenceView view, long place) {
        if (!closed) {
            memory.told(view.document().presentity(), view.version(), place);
            memory.toldIn(watch, view.document().presentity(), place);
        }
    }

    /** Notes that a watch's own frame tells that somebody left it. */
    synchronized void toldGone(String watch, AddressOfRecord person, long place) {
        if (!closed) {
            memory.toldGone(watch, person, place);
        }
    }
}
