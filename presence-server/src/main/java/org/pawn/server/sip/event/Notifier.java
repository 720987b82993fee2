package org.pawn.server.sip.event;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.pawn.address.AddressOfRecord;
import org.pawn.refusal.Refusal;
import org.pawn.server.sip.wire.SipTransport;
import org.pawn.time.TimeSource;
import org.pawn.time.Timers;

/** What all SIP subscriptions share: their table, their way out, their clock. Thread-safe. */
public final class Notifier {
    private static final int MAX_PER_WATCHER = 5_000;

    private final SipTransport transport;
    private final TimeSource time;
    private final Timers timers;
    private final int max;
    private final Map<SipDialog.Id, SipSubscription> live = new ConcurrentHashMap<>();
    private final Map<String, Integer> perWatcher = new ConcurrentHashMap<>();

    /** @param max live subscriptions of everybody */
    public Notifier(SipTransport transport, TimeSource time, Timers timers, int max) {
        this.transport = transport;
        this.time = time;
        this.timers = timers;
        this.max = max;
    }

    /** @throws Refusal.LimitExceeded when there are as many as can be */
    public void add(SipSubscription subscription) {
        if (live.size() >= max || perWatcher.getOrDefault(subscription.watcher(), 0) >= MAX_PER_WATCHER) {
            throw new Refusal.LimitExceeded("Too many subscriptions.", Duration.ofMinutes(1));
        }
        if (live.put(subscription.id(), subscription) == null) {
            perWatcher.merge(subscription.watcher(), 1, Integer::sum);
        }
    }

    public Optional<SipSubscription> find(SipDialog.Id id) {
        return Optional.ofNullable(live.get(id));
    }

    public void remove(SipSubscription subscription) {
        if (live.remove(subscription.id(), subscription)) {
            perWatcher.computeIfPresent(subscription.watcher(), (watcher, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Ends what somebody subscribed to who was removed from the directory. */
    public void forget(AddressOfRecord watcher) {
        if (perWatcher.containsKey(watcher.toString())) {
            live.values().stream()
                    .filter(one -> one.watcher().equals(watcher.toString()))
                    .forEach(SipSubscription::forgotten);
        }
    }

    public int size() {
        return live.size();
    }

    /** Ends all, so that watchers subscribe anew elsewhere or later (RFC 6665 section 4.1.3, deactivated). */
    public void endAll() {
        List.copyOf(live.values()).forEach(SipSubscription::abandon);
    }

    public SipTransport transport() {
        return transport;
    }

    TimeSource time() {
        return time;
    }

    Timers timers() {
        return timers;
    }
}
