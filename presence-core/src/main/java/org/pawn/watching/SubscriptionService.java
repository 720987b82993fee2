package org.pawn.watching;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;
import org.pawn.policy.Grant;
import org.pawn.policy.PolicyService;
import org.pawn.policy.PresenceView;
import org.pawn.presence.Availability;
import org.pawn.presence.PresenceDocument;
import org.pawn.presence.PresenceListener;
import org.pawn.presence.PresenceService;
import org.pawn.refusal.Refusal;
import org.pawn.time.TimeSource;
import org.pawn.time.Timers;
import org.pawn.watching.WatcherInfo.Event;

/**
 * Who watches whom, on every transport. A change is filtered once for each privacy class, never for each watcher; the
 * first change goes out at once, further ones wait until {@code notifyInterval} after the last, and then only the
 * newest goes. A change to Offline or DoNotDisturb does not wait; it borrows from the interval after it. Thread-safe.
 */
public final class SubscriptionService implements PresenceListener {
    /** How many intervals ahead urgent changes may borrow before they wait like others. */
    private static final int MAX_BORROWED = 2;

    private final PresenceService presence;
    private final PolicyService policy;
    private final Lanes lanes;
    private final TimeSource time;
    private final Timers timers;
    private final Duration notifyInterval;
    private final Map<AddressOfRecord, PersonWatchers> watchers = new ConcurrentHashMap<>(); // values: lane only
    private final List<Consumer<AddressOfRecord>> recheckListeners = new CopyOnWriteArrayList<>();
    private final WatcherBook book;
    private final LongAdder count = new LongAdder();

    /** Add the service itself to {@code presence} as a listener. */
    public SubscriptionService(
            PresenceService presence,
            PolicyService policy,
            Lanes lanes,
            TimeSource time,
            Timers timers,
            Duration notifyInterval) {
        this.presence = presence;
        this.policy = policy;
        this.lanes = lanes;
        this.time = time;
        this.timers = timers;
        this.notifyInterval = notifyInterval;
        this.book = new WatcherBook(policy, lanes, time, timers);
    }

    /**
     * Begins a subscription and offers the present view to the channel before the future completes; where the person has
     * yet to let the watcher in, the channel hears that, if it waits for it.
     *
     * @throws Refusal.NotVisible (in the future) if the watcher may not see the person
     * @throws Refusal.NotFound (in the future) if a colleague asks for nobody
     */
    public CompletableFuture<Subscription> subscribe(
            Caller watcher, AddressOfRecord presentity, WatcherChannel channel) {
        return lanes.run(presentity, () -> {
            Subscription subscription = begin(watcher, presentity, channel);
            watchers.computeIfAbsent(presentity, first -> new PersonWatchers()).add(subscription);
            count.increment();
            sendPresent(subscription);
            return subscription;
        });
    }

    /** Who is let in or may wait for it; whoever is turned away is told of to the person all the same. */
    private Subscription begin(Caller watcher, AddressOfRecord presentity, WatcherChannel channel) {
        long id = book.idFor(watcher, presentity);
        Subscription subscription = new Subscription(id, watcher, presentity, channel, time.now());
        try {
            subscription.judge(policy.grant(watcher, presentity), Event.SUBSCRIBE);
        } catch (Refusal.NotVisible rejected) {
            book.rejected(subscription);
            throw rejected;
        }
        book.began(subscription);
        if (!subscription.grant().shows() && !channel.waitsForConsent()) {
            book.left(subscription);
            throw new Refusal.NotVisible();
        }
        return subscription;
    }

    /** Offers the present view again, whatever was sent before: a refresh asks for the whole state. */
    public void refresh(Subscription subscription) {
        lanes.execute(subscription.presentity(), () -> {
            if (!subscription.ended) {
                sendPresent(subscription);
            }
        });
    }

    /** Like {@link #refresh}; done once the view was offered. */
    public CompletableFuture<Void> refreshed(Subscription subscription) {
        return lanes.run(subscription.presentity(), () -> {
            if (!subscription.ended) {
                sendPresent(subscription);
            }
            return null;
        });
    }

    /** Ends it; nothing is offered once the future has completed. Ending twice is no error. */
    public CompletableFuture<Void> unsubscribe(Subscription subscription) {
        return lanes.run(subscription.presentity(), () -> {
            if (remove(subscription)) {
                book.left(subscription);
            }
            return null;
        });
    }

    /**
     * Looks again at who may see this person: a rule, a group or the person changed. Who sees more or less than before
     * is told at once, whatever the pacing.
     */
    public void recheck(AddressOfRecord presentity) {
        lanes.execute(presentity, () -> {
            live(presentity).forEach(this::recheck);
            book.recheck(presentity);
            recheckListeners.forEach(listener -> listener.accept(presentity));
        });
    }

    /** Told on the person's lane that they were looked at again: who was refused before may be let in now. */
    public void onRecheck(Consumer<AddressOfRecord> listener) {
        recheckListeners.add(listener);
    }

    /** Everybody who watches the person now, and who has yet to be let in. */
    public CompletableFuture<WatcherList> watchers(AddressOfRecord presentity) {
        return lanes.run(presentity, () -> new WatcherList(live(presentity), book.waiting(presentity)));
    }

    /**
     * The same, handed over on the person's lane: what a listener hears after that came after it, and what it heard before
     * is in it.
     */
    public CompletableFuture<Void> watchers(AddressOfRecord presentity, Consumer<WatcherList> taker) {
        return lanes.run(presentity, () -> {
            taker.accept(new WatcherList(live(presentity), book.waiting(presentity)));
            return null;
        });
    }

    /** Told of every change of anybody's {@link #watchers}. */
    public void onWatcherChange(WatcherListener listener) {
        book.addListener(listener);
    }

    /** Ends all subscriptions of a watcher who was removed from the directory. */
    public void forget(AddressOfRecord watcher) {
        book.forget(watcher);
        for (AddressOfRecord presentity : watchers.keySet()) {
            lanes.execute(
                    presentity,
                    () -> live(presentity).stream()
                            .filter(subscription -> subscription.watcher().is(watcher))
                            .forEach(subscription -> end(subscription, WatcherChannel.EndReason.REJECTED)));
        }
    }

    /** Live subscriptions of all transports. */
    public long count() {
        return count.sum();
    }

    @Override
    public void changed(PresenceDocument before, PresenceDocument after) {
        PersonWatchers all = watchers.get(after.presentity());
        if (all != null && all.begin()) {
            tellSome(after.presentity(), all);
        }
    }

    /** In parts, so that a person whom thousands watch does not hold up the others of the lane. */
    private void tellSome(AddressOfRecord presentity, PersonWatchers all) {
        if (all.tellSome(presence.current(presentity), policy, this::offer)) {
            lanes.execute(presentity, () -> tellSome(presentity, all));
        }
    }

    private List<Subscription> live(AddressOfRecord presentity) {
        PersonWatchers all = watchers.get(presentity);
        return all == null ? List.of() : all.snapshot();
    }

    private void recheck(Subscription subscription) {
        try {
            Grant before = subscription.grant();
            Grant now = policy.grant(subscription.watcher(), subscription.presentity());
            if (!now.shows() && !subscription.channel().waitsForConsent()) {
                end(subscription, WatcherChannel.EndReason.REJECTED);
            } else if (!now.equals(before)) {
                judgeAnew(subscription, before, now);
                sendPresent(subscription);
            } else if (now.shows()) {
                offer(subscription, present(subscription));
            }
        } catch (Refusal.NotFound gone) {
            end(subscription, WatcherChannel.EndReason.NO_RESOURCE);
        } catch (Refusal.NotVisible rejected) {
            end(subscription, WatcherChannel.EndReason.REJECTED);
        }
    }

    /** The RFC knows no way back to pending: it is as if the watcher subscribed at this moment. */
    private void judgeAnew(Subscription subscription, Grant before, Grant now) {
        if (before.shows() == now.shows()) {
            subscription.judge(now);
        } else {
            subscription.judge(now, now.shows() ? Event.APPROVED : Event.SUBSCRIBE);
        }
        book.changed(subscription);
    }

    private PresenceView present(Subscription subscription) {
        return policy.view(presence.current(subscription.presentity()), subscription.grant());
    }

    private void sendPresent(Subscription subscription) {
        if (subscription.grant().shows()) {
            send(subscription, present(subscription));
        } else {
            stopWaiting(subscription);
            subscription.sentVersion = "";
            subscription.channel().pending(subscription);
        }
    }

    private void end(Subscription subscription, WatcherChannel.EndReason reason) {
        if (remove(subscription)) {
            book.ended(
                    subscription,
                    switch (reason) {
                        case REJECTED -> Event.REJECTED;
                        case NO_RESOURCE -> Event.NORESOURCE;
                    });
        }
        subscription.channel().ended(subscription, reason);
    }

    /** True where it had not ended before. */
    private boolean remove(Subscription subscription) {
        if (subscription.ended) {
            return false;
        }
        subscription.ended = true;
        stopWaiting(subscription);
        count.decrement();
        watchers.computeIfPresent(subscription.presentity(), (presentity, all) -> {
            all.remove(subscription);
            return all.isEmpty() ? null : all;
        });
        return true;
    }

    private void offer(Subscription subscription, PresenceView view) {
        if (view.version().equals(subscription.sentVersion)) {
            stopWaiting(subscription); // it is back to what the watcher knows
            return;
        }
        long now = time.nanos();
        long waitNanos = subscription.dueNanos - now;
        if (waitNanos <= 0) {
            send(subscription, view);
            return;
        }
        if (waitNanos <= MAX_BORROWED * notifyInterval.toNanos() && isUrgent(subscription, view)) {
            long due = subscription.dueNanos + notifyInterval.toNanos();
            send(subscription, view);
            subscription.dueNanos = due; // borrowed: a flapping person costs no more than one an interval
            return;
        }
        subscription.waiting = view;
        if (subscription.timer == null) {
            subscription.timer = timers.after(
                    Duration.ofNanos(waitNanos),
                    () -> lanes.execute(subscription.presentity(), () -> sendWaiting(subscription)));
        }
    }

    /** Offline and DoNotDisturb never wait, unless the watcher knows already. */
    private static boolean isUrgent(Subscription subscription, PresenceView view) {
        Availability availability = view.document().availability();
        return availability != subscription.sentAvailability
                && (availability == Availability.OFFLINE || availability == Availability.DO_NOT_DISTURB);
    }

    private void sendWaiting(Subscription subscription) {
        PresenceView view = subscription.waiting;
        subscription.timer = null;
        if (view != null && !subscription.ended) {
            send(subscription, view);
        }
    }

    private void send(Subscription subscription, PresenceView view) {
        stopWaiting(subscription);
        subscription.sentVersion = view.version();
        subscription.sentAvailability = view.document().availability();
        subscription.dueNanos = time.nanos() + notifyInterval.toNanos();
        subscription.channel().offer(subscription, view);
    }

    private static void stopWaiting(Subscription subscription) {
        subscription.waiting = null;
        if (subscription.timer != null) {
            subscription.timer.cancel();
            subscription.timer = null;
        }
    }
}
