package org.pawn.watching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.pawn.policy.PresenceView;
import org.pawn.presence.Availability;

/** Remembers what was offered, for a test to ask. */
public final class RecordingWatcherChannel implements WatcherChannel {
    private final Deque<PresenceView> offered = new ArrayDeque<>(); // guarded by this
    private final Deque<EndReason> ends = new ArrayDeque<>(); // guarded by this
    private final boolean waitsForConsent;
    private int pending; // guarded by this

    public RecordingWatcherChannel() {
        this(false);
    }

    public RecordingWatcherChannel(boolean waitsForConsent) {
        this.waitsForConsent = waitsForConsent;
    }

    @Override
    public Surface surface() {
        return waitsForConsent ? Surface.SIP : Surface.FEED;
    }

    @Override
    public boolean waitsForConsent() {
        return waitsForConsent;
    }

    @Override
    public synchronized void pending(Subscription subscription) {
        pending++;
    }

    @Override
    public synchronized void offer(Subscription subscription, PresenceView view) {
        offered.add(view);
    }

    @Override
    public synchronized void ended(Subscription subscription, EndReason reason) {
        ends.add(reason);
    }

    /** The oldest offer not yet asserted shows that availability. */
    public synchronized PresenceView assertNotified(Availability availability) {
        assertThat(offered).as("notifications").isNotEmpty();
        PresenceView view = offered.poll();
        assertThat(view.document().availability()).isEqualTo(availability);
        return view;
    }

    /** Everything offered and not yet asserted, taken out. */
    public synchronized List<PresenceView> all() {
        List<PresenceView> all = List.copyOf(offered);
        offered.clear();
        return all;
    }

    /** How much was offered and not yet asserted. */
    public synchronized int count() {
        return offered.size();
    }

    public synchronized void assertPending() {
        assertThat(pending).as("pending").isEqualTo(1);
        assertNothingMore();
    }

    public synchronized void assertNothingMore() {
        assertThat(offered).as("further notifications").isEmpty();
    }

    public synchronized void assertEnded(EndReason reason) {
        assertThat(ends.poll()).isEqualTo(reason);
    }
}
