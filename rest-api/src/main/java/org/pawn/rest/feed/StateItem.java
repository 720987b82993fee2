package org.pawn.rest.feed;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.pawn.address.AddressOfRecord;
import org.pawn.policy.PresenceView;
import org.pawn.rest.http.Problem;

/** Tells the state of a watch, in frames of a bounded size, each made when its turn comes. */
final class StateItem implements FeedOutbox.Item {
    private final WatchedPeople people;
    private final FeedMemory memory;
    private final ViewTexts texts;
    private final String watch;
    private final String type;
    private final Deque<FeedWatches.Wanted> left;
    private final Deque<AddressOfRecord> removed;
    private final Set<AddressOfRecord> told = new HashSet<>(); // however often the watch names them
    private boolean over;

    /**
     * @param type snapshot or delta
     * @param removed who is no longer in the watch, though the client may think so
     */
    StateItem(
            WatchedPeople people,
            FeedMemory memory,
            ViewTexts texts,
            String watch,
            String type,
            Collection<FeedWatches.Wanted> wanted,
            Collection<AddressOfRecord> removed) {
        this.people = people;
        this.memory = memory;
        this.texts = texts;
        this.watch = watch;
        this.type = type;
        this.left = new ArrayDeque<>(wanted);
        this.removed = new ArrayDeque<>(removed);
    }

    @Override
    public Optional<String> next() {
        if (over) {
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
            FeedWatches.Wanted one = left.remove();
            Optional<PresenceView> view = one.person().flatMap(person -> people.announce(watch, person));
            Optional<Problem> problem = one.problem().or(() -> one.person().flatMap(people::problem));
            problem.ifPresent(why -> frame.refuse(one.requested(), why));
            if (view.isPresent() && told.add(view.get().document().presentity())) {
                tell(view.get(), frame, place);
            }
        }
        over = left.isEmpty() && removed.isEmpty();
        return Optional.of(frame.text(type, watch, !over, memory.cursorAt(place)));
    }

    private void tell(PresenceView view, StateFrame frame, long place) {
        AddressOfRecord person = view.document().presentity();
        boolean known = memory.hasGot(person, view.version()) && memory.isNamedIn(watch, person);
        if (type.equals("delta") && known) {
            return;
        }
        frame.add(texts.of(view));
        people.told(watch, view, place);
    }
}
