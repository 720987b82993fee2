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
        Set<AddressOfRecord> dropped = people.open(watch);
        wanted.forEach(one -> one.person().ifPresent(dropped::remove));
        CompletableFuture<Void> begun = begin(watch, wanted, frame, removed);
        people.drop(watch, dropped);
        return begun;
    }

    /** Adds and removes; answers with a delta of those added, if any. */
    CompletableFuture<Void> change(String watch, List<Wanted> add, Collection<AddressOfRecord> remove) {
        memory.begin(watch);
        people.drop(watch, remove);
        return add.isEmpty() ? CompletableFuture.completedFuture(null) : begin(watch, add, "delta", Set.of());
    }

    /** Brings a watch to what its list holds now; one delta tells who came and who left, if anybody did. */
    CompletableFuture<Void> follow(String watch, Supplier<List<AddressOfRecord>> list) {
        WatchedPeople.Moves moves = people.follow(watch, list);
        if (moves.isNone()) {
            return CompletableFuture.completedFuture(null);
        }
        List<Wanted> joined = new ArrayList<>();
        moves.entered().forEach(watched -> joined.add(Wanted.of(watched.person)));
        moves.unplaced()
                .forEach(person -> joined.add(
                        new Wanted(person.toString(), Optional.empty(), Optional.of(Problems.of(people.full())))));
        return people.subscribed(moves.entered()).thenRun(() -> tell(watch, "delta", joined, moves.left()));
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
        watches.forEach(watch -> tell(watch, "delta", List.of(Wanted.of(person)), Set.of()));
    }

    /** The frame with a person's newest state; for the outbox, when their turn comes. */
    Optional<String> frame(AddressOfRecord person) {
        Optional<PresenceView> view = people.view(person);
        if (view.filter(newest -> memory.isTold(person, newest.version())).isPresent()) {
            return Optional.empty(); // the watch that announced them told it already
        }
        Optional<Problem> problem = people.problem(person);
        if (view.isEmpty() && problem.isEmpty()) {
            return Optional.empty(); // nobody watches them now
        }
        long place = memory.nextSequence();
        String cursor = memory.cursorAt(place);
        if (view.isPresent()) {
            people.told(view.get(), place);
            return Optional.of(ServerFrames.presence(texts.of(view.get()), cursor));
        }
        memory.forget(person);
        return problem.map(why -> ServerFrames.withdrawn(person, why, cursor));
    }
}
