package org.pawn.rest.feed;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pawn.address.AddressOfRecord;
import org.pawn.time.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits to go out on one connection. A change of presence is kept as a mark on the person, not as bytes: its text
 * is made when its turn comes, from the newest view, so a slow reader costs nothing and loses only superseded states.
 * Everything else waits in order and is bounded. One frame is with the network at a time, and nobody waits for it.
 * Thread-safe.
 */
final class FeedOutbox {
    private static final Logger LOG = LoggerFactory.getLogger(FeedOutbox.class);
    private static final int MAX_ITEMS = 10_000;

    /** The network's side. */
    interface Wire {
        /** Sends one frame; calls back exactly once, on any thread. */
        void send(String frame, Runnable sent, Runnable failed);
    }

    /** One or more frames, made when their turn comes. */
    interface Item {
        /** The next frame; empty when there is none (any more). */
        Optional<String> next();

        /** What it holds in memory while it waits. */
        default int bytes() {
            return 0;
        }

        default void sent() {}

        /** It will never go out. */
        default void dropped() {}
    }

    private final Wire wire;
    private final Executor writers;
    private final TimeSource time;
    private final int maxQueuedBytes;
    private final Function<AddressOfRecord, Optional<String>> presence;
    private final Runnable overflow;
    private final ArrayDeque<Item> items = new ArrayDeque<>(); // guarded by this
    private final Set<AddressOfRecord> changed = new LinkedHashSet<>(); // guarded by this; the longest waiting first
    private int queuedBytes; // guarded by this
    private boolean scheduled; // guarded by this: the pump runs, will run, or waits for the network
    private boolean itemsTurn = true; // guarded by this
    private boolean ended; // guarded by this
    private long writingSinceNanos; // guarded by this
    private boolean writing; // guarded by this

    /**
     * @param presence the frame that tells a person's newest state; empty if they are no longer watched
     * @param overflow told, once, when more waits than may
     */
    FeedOutbox(
            Wire wire,
            Executor writers,
            TimeSource time,
            int maxQueuedBytes,
            Function<AddressOfRecord, Optional<String>> presence,
            Runnable overflow) {
        this.wire = wire;
        this.writers = writers;
        this.time = time;
        this.maxQueuedBytes = maxQueuedBytes;
        this.presence = presence;
        this.overflow = overflow;
    }

    /** Marks the person as changed; a mark that is still there stands for this change too. Never blocks. */
    void changed(AddressOfRecord person) {
        synchronized (this) {
            if (ended || !changed.add(person) || scheduled) {
                return;
            }
            scheduled = true;
        }
        writers.execute(this::pump);
    }

    void add(String frame) {
        add(new Item() {
            private @Nullable String text = frame;

            @Override
            public Optional<String> next() {
                Optional<String> only = Optional.ofNullable(text);
                text = null;
                return only;
            }

            @Override
            public int bytes() {
                return frame.length();
            }
        });
    }

    void add(Item item) {
        boolean full;
        synchronized (this) {
            if (ended) {
                item.dropped();
                return;
            }
            items.add(item);
            queuedBytes += item.bytes();
            full = queuedBytes > maxQueuedBytes || items.size() > MAX_ITEMS;
            if (!full) {
                if (scheduled) {
                    return;
                }
                scheduled = true;
            }
        }
        if (full) {
            overflow.run();
        } else {
            writers.execute(this::pump);
        }
    }

    /** Drops all that waits and takes no more, but for {@code last}, which goes out if the network still takes it. */
    void end(Optional<Item> last) {
        ArrayDeque<Item> dropped;
        synchronized (this) {
            if (ended) {
                last.ifPresent(Item::dropped);
                return;
            }
            ended = true;
            dropped = new ArrayDeque<>(items);
            items.clear();
            changed.clear();
            last.ifPresent(items::add);
            if (scheduled || items.isEmpty()) {
                dropped.forEach(Item::dropped);
                return;
            }
            scheduled = true;
        }
        dropped.forEach(Item::dropped);
        writers.execute(this::pump);
    }

    /** How long the network has been busy with one frame. */
    synchronized long writingNanos() {
        return writing ? time.nanos() - writingSinceNanos : 0;
    }

    /** Sends until nothing waits or the network is busy; runs on a writer, one at a time. */
    private void pump() {
        try {
            while (sendOne()) {
                // the network took it at once
            }
        } catch (Throwable failure) { // the writer must live; this feed may not
            LOG.error("a feed could not be written", failure);
            overflow.run();
        }
    }

    private boolean sendOne() {
        Item item;
        Optional<String> frame;
        do {
            AddressOfRecord person;
            synchronized (this) {
                item = takeItem();
                person = item == null ? takeChanged() : null;
                if (item == null && person == null) {
                    scheduled = false;
                    return false;
                }
            }
            frame = item == null ? presence.apply(java.util.Objects.requireNonNull(person)) : item.next();
            if (item != null && frame.isPresent()) {
                putBack(item);
            }
        } while (frame.isEmpty());
        return hand(frame.get(), item);
    }

    /** An item may have more frames: it stays at the head until it says no. */
    private synchronized void putBack(Item item) {
        if (!ended) {
            items.addFirst(item);
            queuedBytes += item.bytes();
        }
    }

    private @Nullable Item takeItem() {
        if (items.isEmpty() || !itemsTurn && !changed.isEmpty()) {
            itemsTurn = true;
            return null;
        }
        itemsTurn = changed.isEmpty();
        Item item = items.remove();
        queuedBytes -= item.bytes();
        return item;
    }

    private @Nullable AddressOfRecord takeChanged() {
        Iterator<AddressOfRecord> eldest = changed.iterator();
        if (!eldest.hasNext()) {
            return null;
        }
        AddressOfRecord person = eldest.next();
        eldest.remove();
        return person;
    }

    /** True when the network took it at once; otherwise its call-back pumps on. */
    private boolean hand(String frame, @Nullable Item item) {
        boolean[] state = new boolean[2]; // taken at once; we have returned. Guarded by state
        synchronized (this) {
            writing = true;
            writingSinceNanos = time.nanos();
        }
        wire.send(
                frame,
                () -> {
                    synchronized (this) {
                        writing = false;
                    }
                    if (item != null) {
                        item.sent();
                    }
                    synchronized (state) {
                        state[0] = true;
                        if (!state[1]) {
                            return;
                        }
                    }
                    writers.execute(this::pump);
                },
                () -> {
                    if (item != null) {
                        item.dropped();
                    }
                    end(Optional.empty());
                });
        synchronized (state) {
            state[1] = true;
            return state[0];
        }
    }
}
