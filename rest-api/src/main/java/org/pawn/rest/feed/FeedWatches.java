package org.pawn.rest.feed;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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
import org.pawn.watching.WatcherChannel;

/**
 * Whom one connection watches. However many watches name a person, there is one subscription and one telling. Until a
 * person's first state went out in a snapshot, changes only replace what that snapshot will say. Thread-safe.
 */
final class FeedWatches implements WatcherChannel {
    /** One address of a watch: a person, or why it is none. */
    record Wanted(String requested, Optional<AddressOfRecord> person, Optional<Problem> problem) {}

    private static final class Watched {
        final Set<String> watches = new HashSet<>(2);
        CompletableFuture<Subscription> subscription = new CompletableFuture<>();

        @Nullable
        PresenceView view;

        @Nullable
        Problem problem;

        boolean announced;
    }

    private final Caller caller;
    private final SubscriptionService subscriptions;
    private final FeedMemory memory;
    private final ViewTexts texts;
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
            int maxWatched,
            FeedOutbox outbox) {
        this.caller = caller;
        this.subscriptions = subscriptions;
        this.memory = memory;
        this.texts = texts;
        this.maxWatched = maxWatched;
        this.outbox = outbox;
    }

    /** Watches exactly these from now on; answers with the whole watch, or after a resume with what changed. */
    CompletableFuture<Void> set(String watch, List<Wanted> wanted) {
        Set<AddressOfRecord> dropped;
        synchronized (this) {
            dropped = new LinkedHashSet<>(watches.getOrDefault(watch, Set.of()));
        }
        wanted.forEach(one -> one.person().ifPresent(dropped::remove));
        CompletableFuture<Void> begun = begin(watch, wanted, memory.begin(watch) ? "delta" : "snapshot");
        drop(watch, dropped);
        return begun;
    }

    /** Adds and removes; answers with a delta of those added, if any. */
    CompletableFuture<Void> change(String watch, List<Wanted> add, Collection<AddressOfRecord> remove) {
        memory.begin(watch);
        drop(watch, remove);
        return add.isEmpty() ? CompletableFuture.completedFuture(null) : begin(watch, add, "delta");
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
        List<Watched> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(people.values());
            people.clear();
            watches.clear();
        }
        all.forEach(this::unsubscribe);
    }

    private CompletableFuture<Void> begin(String watch, List<Wanted> wanted, String frame) {
        List<CompletableFuture<?>> begun = new ArrayList<>();
        for (Wanted one : wanted) {
            one.person().ifPresent(person -> begun.add(subscribe(watch, person)));
        }
        return CompletableFuture.allOf(begun.toArray(CompletableFuture[]::new)).handle((done, someRefused) -> {
            outbox.add(new StateItem(watch, frame, wanted));
            return null;
        });
    }

    private CompletableFuture<?> subscribe(String watch, AddressOfRecord person) {
        Watched watched;
        synchronized (this) {
            if (closed) {
                return CompletableFuture.completedFuture(null);
            }
            if (people.size() >= maxWatched && !people.containsKey(person)) {
                throw new Refusal.LimitExceeded(
                        "One connection watches at most " + maxWatched + " people.", java.time.Duration.ZERO);
            }
            watches.computeIfAbsent(watch, first -> new LinkedHashSet<>()).add(person);
            Watched earlier = people.get(person);
            if (earlier != null && earlier.problem == null) {
                earlier.watches.add(watch);
                return earlier.subscription;
            }
            watched = new Watched(); // also for one who was refused before: rules may have changed
            watched.watches.add(watch);
            if (earlier != null) {
                watched.watches.addAll(earlier.watches);
            }
            people.put(person, watched);
        }
        return subscriptions.subscribe(caller, person, this).whenComplete((subscription, refused) -> {
            boolean gone;
            synchronized (this) {
                gone = people.get(person) != watched;
                if (refused != null) {
                    watched.problem = Problems.of(refused);
                }
            }
            if (refused != null) {
                watched.subscription.completeExceptionally(refused);
            } else {
                watched.subscription.complete(subscription);
                if (gone) {
                    unsubscribe(watched);
                }
            }
        });
    }

    private void drop(String watch, Collection<AddressOfRecord> dropped) {
        for (AddressOfRecord person : dropped) {
            Watched last = null;
            synchronized (this) {
                watches.getOrDefault(watch, Set.of()).remove(person);
                Watched watched = people.get(person);
                if (watched != null && watched.watches.remove(watch) && watched.watches.isEmpty()) {
                    people.remove(person);
                    last = watched;
                }
            }
            if (last != null) {
                memory.forget(person);
                unsubscribe(last);
            }
        }
    }

    private void unsubscribe(Watched watched) {
        watched.subscription.thenAccept(subscriptions::unsubscribe);
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
        String cursor = memory.nextCursor();
        if (view != null) {
            memory.told(person, view.version());
            return Optional.of(ServerFrames.presence(texts.of(view), cursor));
        }
        memory.forget(person);
        return Optional.ofNullable(problem).map(why -> ServerFrames.withdrawn(person, why, cursor));
    }

    /** Tells the state of a watch, in frames of a bounded size, each made when its turn comes. */
    private final class StateItem implements FeedOutbox.Item {
        private static final int FRAME_CHARS = 64 * 1024;

        private final String watch;
        private final String type;
        private final Deque<Wanted> left;
        private boolean over;

        StateItem(String watch, String type, List<Wanted> wanted) {
            this.watch = watch;
            this.type = type;
            this.left = new ArrayDeque<>(wanted);
        }

        @Override
        public Optional<String> next() {
            if (over) {
                return Optional.empty();
            }
            List<String> presence = new ArrayList<>();
            List<ServerFrames.Problems> problems = new ArrayList<>();
            String cursor = memory.nextCursor();
            Map<AddressOfRecord, PresenceView> told = new LinkedHashMap<>();
            int chars = 0;
            while (!left.isEmpty() && chars < FRAME_CHARS) {
                Wanted one = left.remove();
                Optional<PresenceView> view = one.person().flatMap(this::announce);
                Optional<Problem> problem = one.problem().or(() -> one.person().flatMap(FeedWatches.this::problem));
                problem.ifPresent(why -> problems.add(new ServerFrames.Problems(one.requested(), why)));
                if (view.isPresent() && told.put(view.get().document().presentity(), view.get()) == null) {
                    chars += tell(view.get(), presence);
                }
                chars += problem.isPresent() ? one.requested().length() + 200 : 0;
            }
            over = left.isEmpty();
            return Optional.of(ServerFrames.state(type, watch, presence, problems, !over, cursor));
        }

        private int tell(PresenceView view, List<String> presence) {
            AddressOfRecord person = view.document().presentity();
            if (type.equals("delta") && memory.hasGot(person, view.version())) {
                return 0;
            }
            String text = texts.of(view);
            presence.add(text);
            memory.told(person, view.version());
            return text.length();
        }

        private Optional<PresenceView> announce(AddressOfRecord person) {
            synchronized (FeedWatches.this) {
                Watched watched = people.get(person);
                if (watched == null || !watched.watches.contains(watch)) {
                    return Optional.empty();
                }
                watched.announced = true;
                return Optional.ofNullable(watched.view);
            }
        }
    }

    private synchronized Optional<Problem> problem(AddressOfRecord person) {
        return Optional.ofNullable(people.get(person)).flatMap(watched -> Optional.ofNullable(watched.problem));
    }
}
