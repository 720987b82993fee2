package org.pawn.rest.feed;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pawn.address.AddressOfRecord;
import org.pawn.policy.PresenceView;
import org.pawn.rest.http.Problem;

/** Tells the state of a watch, in frames of a bounded size, each made when its turn comes. */
final class StateItem implements FeedOutbox.Item {
    private static final int FRAME_CHARS = 64 * 1024;

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
        List<String> presence = new ArrayList<>();
        List<ServerFrames.Problems> problems = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        long place = memory.nextSequence();
        int chars = 0;
        while (!removed.isEmpty() && chars < FRAME_CHARS) {
            String address = removed.remove().toString();
            gone.add(address);
            chars += address.length() + 3;
        }
        while (!left.isEmpty() && chars < FRAME_CHARS) {
            FeedWatches.Wanted one = left.remove();
            Optional<PresenceView> view = one.person().flatMap(person -> people.announce(watch, person));
            Optional<Problem> problem = one.problem().or(() -> one.person().flatMap(people::problem));
            problem.ifPresent(why -> problems.add(new ServerFrames.Problems(one.requested(), why)));
            if (view.isPresent() && told.add(view.get().document().presentity())) {
                chars += tell(view.get(), presence, place);
            }
            chars += problem.isPresent() ? one.requested().length() + 200 : 0;
        }
        over = left.isEmpty() && removed.isEmpty();
        return Optional.of(ServerFrames.state(type, watch, presence, problems, gone, !over, memory.cursorAt(place)));
    }

    private int tell(PresenceView view, List<String> presence, long place) {
        AddressOfRecord person = view.document().presentity();
        memory.namedIn(watch, person);
        if (type.equals("delta") && memory.hasGot(person, view.version())) {
            return 0;
        }
        String text = texts.of(view);
        presence.add(text);
        people.told(view, place);
        return text.length();
    }
}
