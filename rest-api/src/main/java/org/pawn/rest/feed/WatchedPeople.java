package org.pawn.rest.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
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

    private final Caller caller;
    private final SubscriptionService subscriptions;
    private final FeedMemory memory;
    private final RefusedPeople refused;
    private final int max;
    private final Listener listener;
    private final Membership members; // guarded by this
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
        this.members = new Membership(max);
    }

    /** Begins a watch, or begins it anew; gives whom it names so far. Nothing is left of one that was a query's. */
    Set<AddressOfRecord> open(String watch, boolean muted) {
        if (query(watch).isPresent()) {
            end(watch);
        }
        synchronized (this) {
            NamedWatch named = members.findOrBegin(watch);
            named.muted = muted;
            return new LinkedHashSet<>(named.people);
        }
    }

    /** Begins a watch that is a query's, or makes it one. */
    synchronized void open(QueryWatch query, boolean muted) {
        NamedWatch named = members.findOrBegin(query.id());
        named.muted = muted;
        named.query = query;
    }

    synchronized Optional<QueryWatch> query(String watch) {
        return members.find(watch).flatMap(named -> Optional.ofNullable(named.query));
    }

    /**
     * Gives whether it was muted before.
     *
     * @throws Refusal.NotFound if there is no such watch
     */
    synchronized boolean mute(String watch, boolean muted) {
        NamedWatch named = members.find(watch).orElseThrow(() -> new Refusal.NotFound("There is no such watch."));
        boolean before = named.muted;
        named.muted = muted;
        return before;
    }

    synchronized boolean isMuted(String watch) {
        return members.find(watch).filter(named -> named.muted).isPresent();
    }

    /** Whom a watch names. */
    synchronized Set<AddressOfRecord> in(String watch) {
        return members.find(watch)
                .map(named -> (Set<AddressOfRecord>) new LinkedHashSet<>(named.people))
                .orElse(Set.of());
    }

    /** @throws Refusal.LimitExceeded if there is no room */
    synchronized Optional<Watched> enter(String watch, AddressOfRecord person) {
        if (!members.hasRoomFor(person)) {
            throw full();
        }
        return closed ? Optional.empty() : Optional.of(members.place(watch, person));
    }

    Refusal full() {
        return new Refusal.LimitExceeded("One connection watches at most " + max + " people.", Duration.ZERO);
    }

    /**
     * Makes a watch hold exactly whom the list holds now.
     *
     * @param query whose watch it has to be, still
     */
    Membership.Moves follow(String watch, Optional<QueryWatch> query, Supplier<List<AddressOfRecord>> list) {
        Membership.Moves moves = Membership.Moves.none();
        synchronized (this) { // the list is read in here: of two changes the later is the one that stays
            Optional<NamedWatch> named = members.find(watch);
            if (!closed && named.isPresent() && query.equals(Optional.ofNullable(named.get().query))) {
                moves = members.move(watch, list.get());
                moves.last().forEach(this::forget);
            }
        }
        moves.last().forEach(this::unsubscribe);
        return moves;
    }

    void drop(String watch, Collection<AddressOfRecord> dropped) {
        for (AddressOfRecord person : dropped) {
            Optional<Watched> last;
            synchronized (this) {
                last = members.leave(watch, person);
                last.ifPresent(this::forget);
            }
            last.ifPresent(this::unsubscribe);
        }
    }

    void end(String watch) {
        drop(watch, in(watch));
        synchronized (this) {
            members.end(watch);
        }
    }

    void close() {
        List<Watched> all;
        synchronized (this) {
            closed = true;
            all = members.clear();
        }
        all.forEach(watched -> {
            refused.remove(watched.person, this);
            unsubscribe(watched);
        });
    }

    /** Of somebody whom no watch names now. */
    private void forget(Watched last) {
        refused.remove(last.person, this);
        memory.forget(last.person);
    }

    /** Done when they are subscribed to, those who may not be seen aside. */
    CompletableFuture<Void> subscribed(Collection<Watched> entered) {
        return all(entered.stream().map(this::subscribed).toList());
    }

    /**
     * Done when all of a query's people are known as they are, who meet it: pacing holds back what is new of somebody
     * whom another watch knows, or who came back.
     */
    CompletableFuture<Void> refreshed(String watch) {
        List<Watched> unsuited;
        synchronized (this) {
            unsuited = members.unsuited(watch);
        }
        List<CompletableFuture<?>> refreshed = new ArrayList<>();
        for (Watched watched : unsuited) {
            boolean isNew = !watched.begun.get();
            CompletableFuture<Subscription> subscribed = subscribed(watched);
            refreshed.add(isNew ? subscribed : subscribed.thenCompose(subscriptions::refreshed));
        }
        return all(refreshed);
    }

    private static CompletableFuture<Void> all(Collection<? extends CompletableFuture<?>> begun) {
        return CompletableFuture.allOf(begun.toArray(CompletableFuture[]::new)).handle((done, someRefused) -> null);
    }

    /** Asks again for someone who was refused: they may be visible now. */
    void retry(AddressOfRecord person) {
        Set<String> naming;
        Watched fresh;
        synchronized (this) {
            Optional<Watched> before = members.find(person).filter(watched -> watched.problem != null);
            if (closed || before.isEmpty()) {
                return;
            }
            naming = Set.copyOf(before.get().watches);
            fresh = members.renew(before.get());
        }
        subscribed(fresh).thenRun(() -> listener.askedAgain(person, naming));
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
            gone = members.find(watched.person).filter(now -> now == watched).isEmpty();
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
        boolean announced;
        synchronized (this) {
            Optional<Watched> known = members.find(subscription.presentity());
            known.ifPresent(watched -> watched.view = view);
            announced = known.filter(watched -> watched.announced).isPresent();
        }
        if (announced) {
            listener.changed(subscription.presentity());
        }
    }

    @Override
    public void ended(Subscription subscription, EndReason reason) {
        ProblemType type = reason == EndReason.NO_RESOURCE ? ProblemType.NOT_FOUND : ProblemType.NOT_VISIBLE;
        boolean announced;
        synchronized (this) {
            Optional<Watched> known = members.find(subscription.presentity());
            known.ifPresent(watched -> {
                watched.problem = Problem.of(type, "This person is not to be seen any more.");
                watched.view = null;
                refused.add(watched.person, this);
            });
            announced = known.filter(watched -> watched.announced).isPresent();
        }
        if (announced) {
            listener.changed(subscription.presentity());
        }
    }

    /**
     * A person's state for a watch that tells it now; from here on each change is told. Empty if they left, and for a
     * query's watch if they do not meet it.
     */
    synchronized Optional<PresenceView> announce(String watch, AddressOfRecord person) {
        Watched watched = members.find(person).orElse(null);
        NamedWatch named = members.find(watch).orElse(null);
        if (watched == null || named == null || !watched.watches.contains(watch)) {
            return Optional.empty();
        }
        boolean suits = watched.view == null ? named.query == null : named.lets(watched.view);
        watched.announced |= suits;
        return suits ? Optional.ofNullable(watched.view) : Optional.empty();
    }

    /** The newest of somebody who changed, if a watch tells it. */
    synchronized Optional<PresenceView> news(AddressOfRecord person) {
        return members.find(person)
                .flatMap(watched -> Optional.ofNullable(watched.view)
                        .filter(view -> members.watchesOf(watched).anyMatch(named -> named.tells(view))));
    }

    synchronized Optional<Problem> problem(AddressOfRecord person) {
        return members.find(person).flatMap(watched -> Optional.ofNullable(watched.problem));
    }

    /** Why somebody may not be seen any more, if a watch tells it: one of a query does not say why they are gone. */
    synchronized Optional<Problem> ending(AddressOfRecord person) {
        return members.find(person)
                .filter(watched -> members.watchesOf(watched).anyMatch(named -> named.query == null))
                .flatMap(watched -> Optional.ofNullable(watched.problem));
    }

    /** Why somebody cannot be told in a watch, if the client does not know yet. */
    synchronized Optional<Problem> newProblem(String watch, AddressOfRecord person) {
        boolean tells = members.find(watch).filter(named -> named.query == null).isPresent();
        return members.find(person)
                .filter(watched -> tells && !watched.announced)
                .flatMap(watched -> Optional.ofNullable(watched.problem));
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
