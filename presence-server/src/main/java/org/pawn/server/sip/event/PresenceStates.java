package org.pawn.server.sip.event;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.pawn.policy.PresenceView;
import org.pawn.watching.Subscription;
import org.pawn.watching.SubscriptionService;
import org.pawn.watching.Surface;
import org.pawn.watching.WatcherChannel;

/** The presence event (RFC 3856): the newest view of the person, whole each time. */
public final class PresenceStates implements EventStates {
    private final SubscriptionService subscriptions;
    private final PidfBodies bodies;

    public PresenceStates(SubscriptionService subscriptions, PidfBodies bodies) {
        this.subscriptions = subscriptions;
        this.bodies = bodies;
    }

    @Override
    public CompletableFuture<EventState> watch(Interest interest, Outlet outlet) {
        Watch watch = new Watch(interest.fetch(), outlet);
        return subscriptions
                .subscribe(interest.watcher(), interest.resource(), watch)
                .thenApply(watch::stands);
    }

    private final class Watch implements WatcherChannel, EventState {
        private final boolean fetch;
        private final Outlet outlet;
        private final AtomicReference<@Nullable PresenceView> newest = new AtomicReference<>(); // not told yet
        private volatile @Nullable Subscription subscription;

        Watch(boolean fetch, Outlet outlet) {
            this.fetch = fetch;
            this.outlet = outlet;
        }

        EventState stands(Subscription stands) {
            subscription = stands;
            return this;
        }

        @Override
        public Surface surface() {
            return Surface.SIP;
        }

        @Override
        public boolean isFetch() {
            return fetch;
        }

        @Override
        public void offer(Subscription stands, PresenceView view) {
            newest.set(view);
            outlet.changed();
        }

        @Override
        public boolean waitsForConsent() {
            return true;
        }

        /** Says so without any state (RFC 6665 section 4.2.1.3, RFC 3856 section 6.6.2). */
        @Override
        public void pending(Subscription stands) {
            newest.set(null);
            outlet.pending();
        }

        @Override
        public void ended(Subscription stands, EndReason reason) {
            newest.set(null); // the watcher may no longer see it
            outlet.ended(
                    switch (reason) {
                        case REJECTED -> Outlet.Reason.REJECTED;
                        case NO_RESOURCE -> Outlet.Reason.NORESOURCE;
                    });
        }

        @Override
        public Optional<EventBody> next() {
            return Optional.ofNullable(newest.getAndSet(null)).map(bodies::body);
        }

        @Override
        public void refresh() {
            Optional.ofNullable(subscription).ifPresent(subscriptions::refresh);
        }

        @Override
        public void close() {
            Optional.ofNullable(subscription).ifPresent(subscriptions::unsubscribe);
        }
    }
}
