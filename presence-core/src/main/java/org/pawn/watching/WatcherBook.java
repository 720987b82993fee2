package org.pawn.watching;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;
import org.pawn.policy.Grant;
import org.pawn.policy.PolicyService;
import org.pawn.refusal.Refusal;
import org.pawn.time.Moment;
import org.pawn.time.TimeSource;
import org.pawn.time.Timers;
import org.pawn.watching.WaitingWatchers.Waiting;
import org.pawn.watching.WatcherInfo.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people may know of who watches them: tells the listeners of each change, and keeps those who wait to be let in
 * after they have gone. Methods that name a person run on that person's lane.
 */
final class WatcherBook {
    private static final Logger LOG = LoggerFactory.getLogger(WatcherBook.class);

    private final PolicyService policy;
    private final Lanes lanes;
    private final TimeSource time;
    private final Timers timers;
    private final AtomicLong lastId = new AtomicLong();
    private final List<WatcherListener> listeners = new CopyOnWriteArrayList<>();
    private final Map<AddressOfRecord, WaitingWatchers> waiting = new ConcurrentHashMap<>(); // values: lane only

    WatcherBook(PolicyService policy, Lanes lanes, TimeSource time, Timers timers) {
        this.policy = policy;
        this.lanes = lanes;
        this.time = time;
        this.timers = timers;
    }

    void addListener(WatcherListener listener) {
        listeners.add(listener);
    }

    /** What a new subscription is called: as before, if its watcher was among those who wait, and is so no longer. */
    long idFor(Caller watcher, AddressOfRecord presentity) {
        WaitingWatchers those = waiting.get(presentity);
        Optional<Waiting> before = those == null ? Optional.empty() : those.remove(watcher.viewer());
        dropIfEmpty(presentity);
        return before.map(Waiting::id).orElseGet(lastId::incrementAndGet);
    }

    void began(Subscription subscription) {
        tell(listener -> listener.began(subscription.presentity(), subscription.info()));
    }

    /** A subscription that was refused; of nobody there is nothing to tell. */
    void rejected(Subscription subscription) {
        if (policy.exists(subscription.presentity())) {
            tell(listener -> listener.began(subscription.presentity(), subscription.ended(Event.REJECTED)));
        }
    }

    void changed(Subscription subscription) {
        tellChanged(subscription.presentity(), subscription.info());
    }

    void ended(Subscription subscription, Event event) {
        tellChanged(subscription.presentity(), subscription.ended(event));
    }

    /** The watcher went by themself; who was not let in yet waits from now on. */
    void left(Subscription subscription) {
        AddressOfRecord presentity = subscription.presentity();
        if (!subscription.grant().isPending() || !policy.exists(presentity)) {
            ended(subscription, Event.TIMEOUT);
            return;
        }
        Moment now = time.moment();
        Waiting one = subscription.waiting(now.deadline(WaitingWatchers.KEPT));
        WaitingWatchers those = waiting.computeIfAbsent(presentity, first -> new WaitingWatchers());
        Optional<Waiting> tooOld = those.add(one);
        tellChanged(presentity, one.info());
        tooOld.ifPresent(gone -> tellChanged(presentity, gone.ended(Event.GIVEUP)));
        if (those.timer == null) {
            wake(presentity, those, now, one.giveUpNanos());
        }
    }

    List<WatcherInfo> waiting(AddressOfRecord presentity) {
        WaitingWatchers those = waiting.get(presentity);
        return those == null
                ? List.of()
                : those.all().stream().map(Waiting::info).toList();
    }

    /** A rule, a group or the person changed: who was let in or turned away meanwhile waits no longer. */
    void recheck(AddressOfRecord presentity) {
        removeIf(presentity, one -> decision(one.watcher(), presentity));
    }

    /** A watcher was removed from the directory: nothing of what they asked for remains. */
    void forget(AddressOfRecord watcher) {
        for (AddressOfRecord presentity : waiting.keySet()) {
            lanes.execute(
                    presentity,
                    () -> removeIf(
                            presentity,
                            one -> one.watcher().is(watcher) ? Optional.of(Event.REJECTED) : Optional.empty()));
        }
    }

    private Optional<Event> decision(Caller watcher, AddressOfRecord presentity) {
        if (!policy.exists(presentity)) {
            return Optional.of(Event.NORESOURCE);
        }
        try {
            Grant grant = policy.grant(watcher, presentity);
            return grant.isPending() ? Optional.empty() : Optional.of(Event.APPROVED);
        } catch (Refusal.NotVisible blocked) {
            return Optional.of(Event.REJECTED);
        }
    }

    private interface Ending {
        Optional<Event> of(Waiting one);
    }

    private void removeIf(AddressOfRecord presentity, Ending ending) {
        WaitingWatchers those = waiting.get(presentity);
        if (those == null) {
            return;
        }
        for (Waiting one : those.all()) {
            ending.of(one).ifPresent(event -> {
                those.remove(one.watcher().viewer());
                tellChanged(presentity, one.ended(event));
            });
        }
        dropIfEmpty(presentity);
    }

    private void giveUp(AddressOfRecord presentity) {
        WaitingWatchers those = waiting.get(presentity);
        if (those == null) {
            return;
        }
        those.timer = null;
        Moment now = time.moment();
        removeIf(presentity, one -> now.isPast(one.giveUpNanos()) ? Optional.of(Event.GIVEUP) : Optional.empty());
        those.oldest().ifPresent(next -> wake(presentity, those, now, next.giveUpNanos()));
    }

    private void wake(AddressOfRecord presentity, WaitingWatchers those, Moment now, long nanos) {
        those.timer = timers.after(now.until(nanos), () -> lanes.execute(presentity, () -> giveUp(presentity)));
    }

    private void dropIfEmpty(AddressOfRecord presentity) {
        waiting.computeIfPresent(presentity, (person, those) -> {
            if (!those.isEmpty()) {
                return those;
            }
            if (those.timer != null) {
                those.timer.cancel();
            }
            return null;
        });
    }

    private void tellChanged(AddressOfRecord presentity, WatcherInfo watcher) {
        tell(listener -> listener.changed(presentity, watcher));
    }

    private void tell(Consumer<WatcherListener> what) {
        for (WatcherListener listener : listeners) {
            try {
                what.accept(listener);
            } catch (Throwable failure) { // the lane and the other listeners must live
                LOG.error("a listener to watchers failed", failure);
            }
        }
    }
}
