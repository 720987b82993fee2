package org.pawn.rest.feed;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pawn.address.AddressOfRecord;
import org.pawn.policy.PresenceView;

/**
 * Tells how a watch now differs from what the client was told of it, if it does, in frames of a bounded size. The
 * difference is taken when its turn comes: however much has happened by then, it is one telling.
 */
final class NewsItem implements FeedOutbox.Item {
    private final WatchedPeople people;
    private final FeedMemory memory;
    private final ViewTexts texts;
    private final String watch;
    private final Optional<String> answer;
    private final Deque<AddressOfRecord> removed = new ArrayDeque<>();
    private final Deque<AddressOfRecord> left = new ArrayDeque<>();
    private Optional<QueryWatch> query = Optional.empty();
    private List<AddressOfRecord> now = List.of();
    private boolean begun;
    private boolean over;

    /**
     * @param answer snapshot or delta, when the client stated the watch and waits for that; else it hears only what is new
     */
    NewsItem(WatchedPeople people, FeedMemory memory, ViewTexts texts, String watch, Optional<String> answer) {
        this.people = people;
        this.memory = memory;
        this.texts = texts;
        this.watch = watch;
        this.answer = answer;
    }

    @Override
    public Optional<String> next() {
        if (over) {
            return Optional.empty();
        }
        boolean first = !begun;
        if (first && !begin()) {
            over = true;
            return Optional.empty();
        }
        StateFrame frame = new StateFrame();
        long place = memory.nextSequence();
        while (!removed.isEmpty() && !frame.isFull()) {
            AddressOfRecord gone = removed.remove();
            frame.remove(gone);
            people.toldGone(watch, gone, place);
        }
        while (!left.isEmpty() && !frame.isFull()) {
            tell(left.remove(), frame, place);
        }
        over = left.isEmpty() && removed.isEmpty();
        if (over) {
            query.ifPresent(ordered -> order(ordered, frame, place));
        }
        boolean silent = first && over && answer.isEmpty() && frame.isEmpty();
        return silent
                ? Optional.empty()
                : Optional.of(frame.text(answer.orElse("delta"), watch, !over, memory.cursorAt(place)));
    }

    /** Takes the difference; false if nothing is to be told. */
    private boolean begin() {
        begun = true;
        query = people.query(watch);
        query.ifPresent(QueryWatch::taken);
        if (answer.isEmpty() && people.isMuted(watch)) {
            return false; // it is told when it is unmuted
        }
        Set<AddressOfRecord> named = people.in(watch);
        now = query.map(ordered ->
                        ordered.now().stream().filter(named::contains).toList())
                .orElseGet(() -> List.copyOf(named));
        Set<AddressOfRecord> gone = new LinkedHashSet<>(memory.namedIn(watch));
        gone.removeAll(new HashSet<>(now));
        removed.addAll(gone);
        left.addAll(now);
        return true;
    }

    private void tell(AddressOfRecord person, StateFrame frame, long place) {
        people.newProblem(watch, person).ifPresent(why -> frame.refuse(person.toString(), why));
        Optional<PresenceView> view = people.announce(watch, person);
        boolean known = !answer.equals(Optional.of("snapshot"))
                && memory.isNamedIn(watch, person)
                && view.filter(newest -> memory.isTold(person, newest.version()))
                        .isPresent();
        if (view.isPresent() && !known) {
            frame.add(texts.of(view.get()));
            people.told(watch, view.get(), place);
        }
    }

    /** Of those whom the client knows; who comes later is told then, and whom it may know from before a break goes. */
    private void order(QueryWatch ordered, StateFrame frame, long place) {
        List<AddressOfRecord> order =
                now.stream().filter(person -> memory.isNamedIn(watch, person)).toList();
        Set<AddressOfRecord> perhaps = new LinkedHashSet<>(memory.namedIn(watch));
        order.forEach(perhaps::remove);
        for (AddressOfRecord person : perhaps) {
            frame.remove(person);
            people.toldGone(watch, person, place);
        }
        if (ordered.tells(order) || answer.isPresent()) {
            frame.order(order);
        }
    }
}
