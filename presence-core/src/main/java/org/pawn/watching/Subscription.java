package org.pawn.watching;

import org.jspecify.annotations.Nullable;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.policy.Grant;
import org.pawn.policy.PresenceView;
import org.pawn.presence.Availability;
import org.pawn.time.Timers;

/** One watcher's standing interest in one person, on any transport; small, since there may be a million. */
public final class Subscription {
    private final Caller watcher;
    private final AddressOfRecord presentity;
    private final WatcherChannel channel;

    Grant grant; // lane only: the privacy class
    String sentVersion = ""; // lane only
    Availability sentAvailability = Availability.UNKNOWN; // lane only
    long dueNanos; // lane only: when the next change may go out

    @Nullable
    PresenceView waiting; // lane only: the newest view that pacing holds back

    Timers.@Nullable Timer timer; // lane only: set while one waits
    boolean ended; // lane only

    Subscription(Caller watcher, AddressOfRecord presentity, WatcherChannel channel, Grant grant) {
        this.watcher = watcher;
        this.presentity = presentity;
        this.channel = channel;
        this.grant = grant;
    }

    public Caller watcher() {
        return watcher;
    }

    public AddressOfRecord presentity() {
        return presentity;
    }

    WatcherChannel channel() {
        return channel;
    }
}
