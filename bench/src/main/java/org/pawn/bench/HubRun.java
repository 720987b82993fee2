package org.pawn.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.policy.PresenceView;
import org.pawn.presence.Availability;
import org.pawn.watching.Subscription;
import org.pawn.watching.Surface;
import org.pawn.watching.WatcherChannel;

/** One person with a crowd of watchers, and ordinary people who change meanwhile. */
final class HubRun {
    /**
     * @param watchers of the one person
     * @param others ordinary people, each with {@code watchersEach} watchers
     * @param flips of the one person
     * @param changesEach flip, of the others
     */
    record Plan(int watchers, int others, int watchersEach, int flips, int changesEach) {}

    /** {@code lastOutbox}: from the change to the last outbox, one a flip; {@code others}: of the others' changes. */
    record Result(Latencies lastOutbox, Latencies others, long missed) {}

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1_100); // the pacing lets the next one out
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long PATIENCE_SECONDS = 30;

    private final Plan plan;

    HubRun(Plan plan) {
        this.plan = plan;
    }

    /** An outbox that only notes when it was filled. */
    private static final class Outbox implements WatcherChannel {
        @Override
        public Surface surface() {
            return Surface.FEED;
        }

        private volatile CountDownLatch expected = new CountDownLatch(0);
        private final AtomicLong lastNanos;

        Outbox(AtomicLong lastNanos) {
            this.lastNanos = lastNanos;
        }

        @Override
        public void offer(Subscription subscription, PresenceView view) {
            lastNanos.accumulateAndGet(System.nanoTime(), Math::max);
            expected.countDown();
        }

        @Override
        public void ended(Subscription subscription, EndReason reason) {
            throw new IllegalStateException("nobody ends a subscription here");
        }
    }

    private final class Watched {
        final AddressOfRecord person;
        final AtomicLong lastNanos = new AtomicLong();
        final List<Outbox> outboxes = new ArrayList<>();
        private Availability shows = Availability.AVAILABLE;

        Watched(EngineHouse house, AddressOfRecord person, int watchers) {
            this.person = person;
            for (int i = 0; i < watchers; i++) {
                Outbox outbox = new Outbox(lastNanos);
                outboxes.add(outbox);
                Caller watcher = Caller.of(new AddressOfRecord("watcher" + i, EngineHouse.DOMAIN));
                house.watching.subscribe(watcher, person, outbox).join();
            }
        }

        /** Changes the person; the latch opens when every outbox has it. */
        CountDownLatch change(EngineHouse house) {
            CountDownLatch told = new CountDownLatch(outboxes.size());
            outboxes.forEach(outbox -> outbox.expected = told);
            shows = shows == Availability.BUSY ? Availability.AVAILABLE : Availability.BUSY;
            house.presence.put(person, house.desk(shows));
            return told;
        }
    }

    Result on(EngineHouse house) throws InterruptedException {
        Watched hub = new Watched(house, house.person("hub", 0), plan.watchers());
        List<Watched> others = new ArrayList<>();
        for (int i = 0; i < plan.others(); i++) {
            others.add(new Watched(house, house.person("user", i), plan.watchersEach()));
        }
        Latencies lastOutbox = new Latencies();
        Latencies each = new Latencies();
        long missed = 0;
        for (int flip = 0; flip < plan.flips(); flip++) {
            LockSupport.parkNanos(PAUSE_NANOS);
            long flippedAt = System.nanoTime();
            CountDownLatch all = hub.change(house);
            missed += changeOthers(house, others, flip, each);
            boolean done = all.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            missed += done ? 0 : all.getCount();
            lastOutbox.add(hub.lastNanos.get() - flippedAt);
        }
        return new Result(lastOutbox, each, missed);
    }

    /** Others change one after the other, each no sooner than its own pacing allows. */
    private long changeOthers(EngineHouse house, List<Watched> others, int flip, Latencies each)
            throws InterruptedException {
        List<Watched> changed = new ArrayList<>();
        List<CountDownLatch> latches = new ArrayList<>();
        List<Long> starts = new ArrayList<>();
        for (int i = 0; i < plan.changesEach(); i++) {
            Watched one = others.get((flip * plan.changesEach() + i) % others.size());
            starts.add(System.nanoTime());
            latches.add(one.change(house));
            changed.add(one);
            LockSupport.parkNanos(STEP_NANOS);
        }
        long missed = 0;
        for (int i = 0; i < changed.size(); i++) {
            boolean done = latches.get(i).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            missed += done ? 0 : latches.get(i).getCount();
            each.add(changed.get(i).lastNanos.get() - starts.get(i));
        }
        return missed;
    }
}
