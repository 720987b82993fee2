package org.pawn.rest.feed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.policy.PresenceView;
import org.pawn.refusal.Refusal;
import org.pawn.rest.http.Problem;
import org.pawn.rest.http.Problems;

/**
 * Tells one connection of whom it watches. Until a person's first state went out in a snapshot, changes only replace
 * what that snapshot will say. Thread-safe.
 */
final class FeedWatches implements WatchedPeople.Listener {
    /** One address of a watch: a person, or why it is none. */
    record Wanted(String requested, Optional<AddressOfRecord> person, Optional<Problem> problem) {
        static Wanted of(AddressOfRecord person) {
            return new Wanted(person.toString(), Optional.of(person), Optional.empty());
        }
    }

    private final FeedMemory memory;
    private final ViewTexts texts;
    private final FeedOutbox outbox;
    private final WatchedPeople people;

    FeedWatches(Caller caller, FeedParts parts, FeedMemory memory, FeedOutbox outbox) {
        this.memory = memory;
        this.texts = parts.texts();
        this.outbox = outbox;
        this.people = new WatchedPeople(
                caller,
                parts.services().watching(),
                memory,
                parts.refused(),
                parts.config().maxWatched(),
                this);
    }

    /** Watches exactly these from now on; answers with the whole watch, or after a resume with what changed. */
    CompletableFuture<Void> set(String watch, boolean muted, List<Wanted> wanted) {
        boolean restated = memory.begin(watch);
        memory.unfollow(watch);
        return set(watch, muted, wanted, restated ? "delta" : "snapshot", Set.of());
    }

    /** Like {@link #set}, for a watch that will {@link #follow} a list: after a resume it tells who left meanwhile. */
    CompletableFuture<Void> setFollowing(String watch, boolean muted, List<Wanted> wanted) {
        boolean restated = memory.begin(watch);
        Set<AddressOfRecord> left = new LinkedHashSet<>(memory.follow(watch, restated));
        wanted.forEach(one -> one.person().ifPresent(left::remove));
        return set(watch, muted, wanted, restated ? "delta" : "snapshot", left);
    }

    private CompletableFuture<Void> set(
            String watch, boolean muted, List<Wanted> wanted, String frame, Collection<AddressOfRecord> removed) {
        Set<AddressOfRecord> dropped = people.open(watch, muted);
        wanted.forEach(one -> one.person().ifPresent(dropped::remove));
        CompletableFuture<Void> begun = begin(watch, wanted, frame, removed);
        people.drop(watch, dropped);
        return begun;
    }

    /** Watches those who meet a query from now on; answers like {@link #setFollowing}, with their order. */
    CompletableFuture<Void> set(QueryWatch query, boolean muted) {
        boolean restated = memory.begin(query.id());
        memory.follow(query.id(), restated);
        people.open(query, muted);
        return follow(query)
                .thenRun(() -> outbox.add(news(query.id(), Optional.of(restated ? "delta" : "snapshot"))))
                .thenCompose(told -> query.begin());
    }

    /** Brings a query's watch to what meets the query now; tells nothing. */
    CompletableFuture<Void> follow(QueryWatch query) {
        people.follow(query.id(), Optional.of(query), query::now);
        return people.refreshed(query.id());
    }

    /** Tells what is new in a query's watch when its turn comes; of a muted one that is nothing. */
    void tellNews(QueryWatch query) {
        outbox.add(news(query.id(), Optional.empty()));
    }

    /**
     * From now on a watch tells nothing unasked, but for who may no longer be seen; or it does again, beginning with what
     * has changed meanwhile.
     *
     * @throws Refusal.NotFound if there is no such watch
     */
    CompletableFuture<Void> mute(String watch, boolean muted) {
        boolean unmuted = people.mute(watch, muted) && !muted;
        Optional<QueryWatch> query = people.query(watch);
        if (unmuted && query.isEmpty()) {
            outbox.add(news(watch, Optional.empty()));
        }
        return unmuted && query.isPresent() ? query.get().changed() : CompletableFuture.completedFuture(null);
    }

    private NewsItem news(String watch, Optional<String> answer) {
        return new NewsItem(people, memory, texts, watch, answer);
    }

    /** Adds and removes; answers with a delta of those added, if any. */
    CompletableFuture<Void> change(String watch, List<Wanted> add, Collection<AddressOfRecord> remove) {
        memory.begin(watch);
        people.drop(watch, remove);
        return add.isEmpty() ? CompletableFuture.completedFuture(null) : begin(watch, add, "delta", Set.of());
    }

    /** Brings a watch to what its list holds now; one delta tells who came and who left, if anybody did. */
    CompletableFuture<Void> follow(String watch, Supplier<List<AddressOfRecord>> list) {
        Membership.Moves moves = people.follow(watch, Optional.empty(), list);
        if (moves.areNone()) {
            return CompletableFuture.completedFuture(null);
        }
        List<Wanted> joined = new ArrayList<>();
        moves.entered().forEach(watched -> joined.add(Wanted.of(watched.person)));
        moves.unplaced()
                .forEach(person -> joined.add(
                        new Wanted(person.toString(), Optional.empty(), Optional.of(Problems.of(people.full())))));
        return people.subscribed(moves.entered()).thenRun(() -> {
            if (!people.isMuted(watch)) {
                tell(watch, "delta", joined, moves.left());
            }
        });
    }

    void end(String watch) {
        memory.end(watch);
        people.end(watch);
    }

    void close() {
        people.close();
    }

    private CompletableFuture<Void> begin(
            String watch, List<Wanted> wanted, String frame, Collection<AddressOfRecord> removed) {
        List<Watched> entered = new ArrayList<>();
        for (Wanted one : wanted) {
            one.person().flatMap(person -> people.enter(watch, person)).ifPresent(entered::add);
        }
        return people.subscribed(entered).thenRun(() -> tell(watch, frame, wanted, removed));
    }

    private void tell(String watch, String frame, Collection<Wanted> wanted, Collection<AddressOfRecord> removed) {
        outbox.add(new StateItem(people, memory, texts, watch, frame, wanted, removed));
    }

    @Override
    public void changed(AddressOfRecord person) {
        outbox.changed(person);
    }

    @Override
    public void askedAgain(AddressOfRecord person, Set<String> watches) {
        for (String watch : watches) {
            Optional<QueryWatch> query = people.query(watch);
            if (query.isPresent()) {
                query.get().changed();
            } else if (!people.isMuted(watch)) {
                tell(watch, "delta", List.of(Wanted.of(person)), Set.of());
            }
        }
    }

    /** The frame with a person's newest state; for the outbox, when their turn comes. */
    Optional<String> frame(AddressOfRecord person) {
        Optional<PresenceView> view = people.news(person);
        if (view.isPresent()) {
            return memory.isTold(person, view.get().version())
                    ? Optional.empty() // the watch that announced them told it already
                    : Optional.of(presence(view.get()));
        }
        if (people.problem(person).isPresent()) {
            memory.forget(person);
        }
        return people.ending(person)
                .map(why -> ServerFrames.withdrawn(person, why, memory.cursorAt(memory.nextSequence())));
    }

    private String presence(PresenceView view) {
        long place = memory.nextSequence();
        people.told(view, place);
        return ServerFrames.presence(texts.of(view), memory.cursorAt(place));
    }
}
