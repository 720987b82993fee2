package org.pawn.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import org.pawn.access.Caller;
import org.pawn.access.Level;
import org.pawn.access.Viewer;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;
import org.pawn.concurrent.WriteBehind;
import org.pawn.policy.Grant;
import org.pawn.policy.PolicyService;
import org.pawn.refusal.Refusal;
import org.pawn.time.TimeSource;
import org.pawn.time.Timers;
import org.pawn.watching.Surface;
import org.pawn.watching.WatcherInfo;
import org.pawn.watching.WatcherListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes who looks at whom: every read of somebody's presence or free time by somebody else, refused ones too, and every
 * watch that begins. Noting never waits and never changes what the viewer gets; it is soft state, written five seconds
 * late at most. One's own looks are not noted, nor looks at nobody. Thread-safe.
 */
public final class LookService implements WatcherListener, AutoCloseable {
    /** Of how many viewers, kinds and outcomes looks may wait for the store; more are lost. */
    private static final int MAX_WAITING = 100_000;

    /** How many rows are kept of one person, whatever the time. */
    private static final int MAX_OF_EACH = 10_000;

    private static final Duration DELAY = Duration.ofSeconds(5);
    private static final Duration PURGE_EVERY = Duration.ofHours(1);
    private static final Logger LOG = LoggerFactory.getLogger(LookService.class);

    private final PolicyService policy;
    private final LookStore store;
    private final Lanes diskLanes;
    private final TimeSource time;
    private final Timers timers;
    private final Duration kept;
    private final WriteBehind<Look> writer;
    private final LongAdder lost = new LongAdder();

    /**
     * @param diskLanes lanes on which the store may be waited for
     * @param kept how long looks are kept; zero: none is noted
     */
    public LookService(
            PolicyService policy, LookStore store, Lanes diskLanes, TimeSource time, Timers timers, Duration kept) {
        this.policy = policy;
        this.store = store;
        this.diskLanes = diskLanes;
        this.time = time;
        this.timers = timers;
        this.kept = kept;
        this.writer = new WriteBehind<>("looks", Look::key, Look::and, MAX_WAITING, DELAY, store::add);
    }

    /** Starts to write, and drops what is too old; call once, before the edges open. */
    public void start() {
        writer.start();
        purge();
    }

    /** What the viewer is granted for a look that is noted; refuses like {@link PolicyService#shown}. */
    public Grant shown(Caller viewer, AddressOfRecord presentity, Look.Kind kind, Surface surface) {
        Grant grant;
        try {
            grant = policy.grant(viewer, presentity);
        } catch (Refusal.NotVisible refused) {
            note(viewer, presentity, kind, surface, Grant.BLOCKED);
            throw refused;
        }
        note(viewer, presentity, kind, surface, grant);
        if (!grant.shows()) {
            throw new Refusal.NotVisible();
        }
        return grant;
    }

    /** Notes a look at somebody who was found, not asked for by name. */
    public void found(Caller viewer, AddressOfRecord presentity, Look.Kind kind, Surface surface) {
        try {
            note(viewer, presentity, kind, surface, policy.grant(viewer, presentity));
        } catch (Refusal.NotFound | Refusal.NotVisible goneMeanwhile) {
            LOG.debug("someone who was found can no longer be seen");
        }
    }

    /** Looks at the person after that place, the newest first, those of this moment too. */
    public CompletableFuture<LookPage> looks(AddressOfRecord presentity, long after, int limit) {
        return writer.flush()
                .thenApplyAsync(
                        written -> store.newest(presentity, after, limit), task -> diskLanes.execute(presentity, task));
    }

    /** Removes all looks at and of a person who is no more; call when nobody can look in their name any more. */
    public CompletableFuture<Void> forget(AddressOfRecord person) {
        return writer.flushThen(() -> store.forget(person));
    }

    @Override
    public void began(AddressOfRecord presentity, WatcherInfo watcher) {
        if (watcher.grant().level() == Level.SELF) {
            return;
        }
        Look.Kind kind = watcher.fetch() ? Look.Kind.PRESENCE : Look.Kind.WATCH;
        note(watcher.viewer(), presentity, kind, watcher.surface(), Look.Outcome.of(watcher.grant(), kind));
    }

    private void note(Caller viewer, AddressOfRecord presentity, Look.Kind kind, Surface surface, Grant grant) {
        boolean own = viewer.is(presentity) && surface != Surface.LINK; // who holds one's own link is somebody else
        if (!own && !isGone(viewer, presentity)) {
            note(viewer.viewer(), presentity, kind, surface, Look.Outcome.of(grant, kind));
        }
    }

    private void note(
            Viewer viewer, AddressOfRecord presentity, Look.Kind kind, Surface surface, Look.Outcome outcome) {
        if (kept.isZero() || !policy.exists(presentity)) {
            return;
        }
        Instant now = time.now();
        if (!writer.add(new Look(presentity, viewer, kind, surface, outcome, now, now, 1))) {
            lost.increment();
        }
    }

    /** A colleague who was removed while their last request ran: nothing new is kept of them. */
    private boolean isGone(Caller viewer, AddressOfRecord presentity) {
        return viewer.person()
                .filter(person -> person.domain().equals(presentity.domain()) && !policy.exists(person))
                .isPresent();
    }

    private void purge() {
        timers.after(PURGE_EVERY, this::purge);
        long missing = lost.sumThenReset();
        if (missing > 0) {
            LOG.warn("{} looks could not be noted: too many waited for the store", missing);
        }
        Instant now = time.now();
        Instant before =
                kept.isZero() ? now.plus(PURGE_EVERY) : now.minus(kept); // off: what was noted earlier goes too
        writer.flushThen(() -> store.purge(before, MAX_OF_EACH)) // not on a lane: it may take a while
                .exceptionally(failure -> {
                    LOG.warn("old looks could not be removed; once more in an hour", failure);
                    return null;
                });
    }

    /** Writes what waits. */
    @Override
    public void close() {
        writer.close();
    }
}
