package org.pawn.watching;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.policy.Grant;
import org.pawn.policy.PresenceView;
import org.pawn.presence.Availability;
import org.pawn.time.Timers;

/** One watcher's standing interest in one person, on any transport; small, since there may be a million. */
public final class Subscription {
    /** The privacy class, and what brought it about; one value, so that who lists watchers reads both together. */
    private record Standing(Grant grant, WatcherInfo.Event event) {}

    private static final int ID_RADIX = 36;
    private static final Standing NOT_JUDGED = new Standing(Grant.BLOCKED, WatcherInfo.Event.REJECTED);

    private final long id;
    private final Caller watcher;
    private final AddressOfRecord presentity;
    private final WatcherChannel channel;
    private final long sinceMillis;
    private volatile Standing standing = NOT_JUDGED; // written on the lane

    String sentVersion = ""; // lane only
    Availability sentAvailability = Availability.UNKNOWN; // lane only
    long dueNanos; // lane only: when the next change may go out

    @Nullable
    PresenceView waiting; // lane only: the newest view that pacing holds back

    Timers.@Nullable Timer timer; // lane only: set while one waits
    boolean ended; // lane only

    Subscription(long id, Caller watcher, AddressOfRecord presentity, WatcherChannel channel, Instant since) {
        this.id = id;
        this.watcher = watcher;
        this.presentity = presentity;
        this.channel = channel;
        this.sinceMillis = since.toEpochMilli();
    }

    static String name(long id) {
        return Long.toString(id, ID_RADIX);
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

    Grant grant() {
        return standing.grant();
    }

    void judge(Grant grant, WatcherInfo.Event event) {
        standing = new Standing(grant, event);
    }

    /** The same, by what brought the watcher to where they stand. */
    void judge(Grant grant) {
        judge(grant, standing.event());
    }

    /** As it stands; on any thread. */
    WatcherInfo info() {
        Standing now = standing;
        WatcherInfo.Status status = now.grant().shows() ? WatcherInfo.Status.ACTIVE : WatcherInfo.Status.PENDING;
        return info(status, now.event(), now.grant());
    }

    WatcherInfo ended(WatcherInfo.Event event) {
        return info(WatcherInfo.Status.TERMINATED, event, standing.grant());
    }

    WaitingWatchers.Waiting waiting(long giveUpNanos) {
        return new WaitingWatchers.Waiting(
                id, watcher, Instant.ofEpochMilli(sinceMillis), channel.surface(), standing.grant(), giveUpNanos);
    }

    private WatcherInfo info(WatcherInfo.Status status, WatcherInfo.Event event, Grant grant) {
        return new WatcherInfo(
                name(id),
                watcher.viewer(),
                status,
                event,
                Instant.ofEpochMilli(sinceMillis),
                channel.surface(),
                channel.isFetch(),
                grant);
    }
}
