package org.pawn.server.sip;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.pawn.refusal.Refusal;
import org.pawn.server.sip.wire.SipTransport;
import org.pawn.time.TimeSource;
import org.pawn.time.Timers;
import org.pawn.watching.SubscriptionService;

/** What all SIP subscriptions share: their table, their way out, their clock. Thread-safe. */
final class Notifier {
    private static final int MAX_PER_WATCHER = 5_000;

    private final SubscriptionService subscriptions;
    private final SipTransport transport;
    private final TimeSource time;
    private final Timers timers;
    private final int max;
    private final PidfBodies bodies;
    private final Map<SipDialog.Id, NotifyChannel> channels = new ConcurrentHashMap<>();
    private final Map<String, Integer> perWatcher = new ConcurrentHashMap<>();

    Notifier(SipServices services, SipTransport transport, int max) {
        this.subscriptions = services.subscriptions();
        this.time = services.time();
        this.timers = services.timers();
        this.transport = transport;
        this.bodies = new PidfBodies(services.directory(), services.time());
        this.max = max;
    }

    /** @throws Refusal.LimitExceeded when there are as many as can be */
    void add(NotifyChannel channel) {
        if (channels.size() >= max || perWatcher.getOrDefault(channel.watcher(), 0) >= MAX_PER_WATCHER) {
            throw new Refusal.LimitExceeded("Too many subscriptions.", Duration.ofMinutes(1));
        }
        if (channels.put(channel.id(), channel) == null) {
            perWatcher.merge(channel.watcher(), 1, Integer::sum);
        }
    }

    Optional<NotifyChannel> find(SipDialog.Id id) {
        return Optional.ofNullable(channels.get(id));
    }

    void remove(NotifyChannel channel) {
        if (channels.remove(channel.id(), channel)) {
            perWatcher.computeIfPresent(channel.watcher(), (watcher, count) -> count == 1 ? null : count - 1);
        }
    }

    int size() {
        return channels.size();
    }

    /** Ends all, so that watchers subscribe anew elsewhere or later (RFC 6665 section 4.1.3, deactivated). */
    void endAll() {
        List.copyOf(channels.values()).forEach(NotifyChannel::abandon);
    }

    SubscriptionService subscriptions() {
        return subscriptions;
    }

    SipTransport transport() {
        return transport;
    }

    TimeSource time() {
        return time;
    }

    Timers timers() {
        return timers;
    }

    PidfBodies bodies() {
        return bodies;
    }
}
