package org.pawn.query;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pawn.address.AddressOfRecord;
import org.pawn.policy.PresenceView;
import org.pawn.time.Timers;

/**
 * A query that somebody watches. It holds those who meet it, in order, and nothing of the candidates who do not, so that
 * one of a large group costs little. Thread-safe, never waits.
 */
public final class LiveQuery implements AutoCloseable {
    /** Who meets it, in order, and the same for looking somebody up. */
    private record Answer(List<AddressOfRecord> inOrder, Set<AddressOfRecord> people) {
        static Answer of(Set<AddressOfRecord> first) {
            return new Answer(List.copyOf(first), first);
        }
    }

    private final PresenceQuery query;
    private final Function<AddressOfRecord, Optional<Standing>> sight;
    private final Pacing pacing;
    private final Runnable listener;
    private final Consumer<LiveQuery> onClose;
    private final Comparator<Standing> order;
    private final TreeSet<Standing> meeting; // guarded by this
    private final Map<AddressOfRecord, Standing> standings = new HashMap<>(); // guarded by this: of the same people
    private boolean begun; // guarded by this
    private boolean closed; // guarded by this
    private boolean told; // guarded by this: whether it ever was
    private long dueNanos; // guarded by this: when more may be told
    private Timers.@Nullable Timer waiting; // guarded by this
    private volatile Answer answer = Answer.of(Set.of());

    /**
     * @param sight how the asker sees somebody at this moment; empty for who does not meet the query
     * @param listener told, by any thread, that {@link #now} may have changed
     */
    LiveQuery(
            PresenceQuery query,
            Function<AddressOfRecord, Optional<Standing>> sight,
            Pacing pacing,
            Runnable listener,
            Consumer<LiveQuery> onClose) {
        this.query = query;
        this.sight = sight;
        this.pacing = pacing;
        this.listener = listener;
        this.onClose = onClose;
        this.order = Standing.by(query.order());
        this.meeting = new TreeSet<>(order);
    }

    /** Who meets the query, first first; what the listener heard of is in it. */
    public List<AddressOfRecord> now() {
        return answer.inOrder();
    }

    /** Whether somebody who shows like that is among those who meet the query now. */
    public boolean has(PresenceView view) {
        return answer.people().contains(view.document().presentity()) && query.meets(view);
    }

    PresenceQuery query() {
        return query;
    }

    /** Looks at everyone for the first time; from then on the listener is told of changes. */
    void begin(List<AddressOfRecord> candidates) {
        candidates.forEach(person -> look(person, false));
        synchronized (this) {
            begun = true;
            renew();
        }
    }

    /** Something may be new about that person. What is to be told is told now if it is urgent, else at its time. */
    void look(AddressOfRecord person, boolean urgent) {
        boolean tell;
        synchronized (this) {
            tell = !closed && place(person) && mayTell(urgent);
        }
        if (tell) {
            listener.run();
        }
    }

    /** Gives whether the answer is another now. The caller holds the lock: of two looks the later is the one that stays. */
    private boolean place(AddressOfRecord person) {
        Standing after = sight.apply(person).orElse(null);
        Standing before = after == null ? standings.remove(person) : standings.put(person, after);
        if (before == null ? after == null : before.equals(after)) {
            return false;
        }
        boolean counts = begun && (isAmongFirst(before) || isAmongFirst(after));
        if (before != null) {
            meeting.remove(before);
        }
        if (after != null) {
            meeting.add(after);
        }
        return counts && renew();
    }

    /** Whether that place is, or would be, within the limit. */
    private boolean isAmongFirst(@Nullable Standing standing) {
        List<AddressOfRecord> first = answer.inOrder();
        if (standing == null || first.size() < query.limit()) {
            return standing != null;
        }
        Standing last = standings.get(first.get(first.size() - 1));
        return last == null || order.compare(standing, last) <= 0;
    }

    private boolean renew() {
        Set<AddressOfRecord> first = new LinkedHashSet<>();
        for (Standing standing : meeting) {
            if (first.size() == query.limit()) {
                break;
            }
            first.add(standing.person());
        }
        if (answer.inOrder().equals(List.copyOf(first))) {
            return false;
        }
        answer = Answer.of(first);
        return true;
    }

    /** Whether the listener is to be told at once; otherwise it is told later. The caller holds the lock. */
    private boolean mayTell(boolean urgent) {
        long now = pacing.time().nanos();
        if (urgent || !told || now - dueNanos >= 0) {
            told = true;
            dueNanos = now + pacing.interval().toNanos();
            return true;
        }
        if (waiting == null) {
            waiting = pacing.timers()
                    .after(
                            Duration.ofNanos(dueNanos - now),
                            () -> pacing.lanes().execute(this, this::tellLate));
        }
        return false;
    }

    private void tellLate() {
        synchronized (this) {
            waiting = null;
            if (closed) {
                return;
            }
            dueNanos = pacing.time().nanos() + pacing.interval().toNanos();
        }
        listener.run();
    }

    /** The listener hears no more, but for what is being told already. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            if (waiting != null) {
                waiting.cancel();
            }
            meeting.clear();
            standings.clear();
        }
        onClose.accept(this);
    }
}
