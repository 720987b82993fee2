package org.pawn.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.policy.PresenceView;
import org.pawn.presence.Availability;
import org.pawn.presence.Source;
import org.pawn.watching.Subscription;
import org.pawn.watching.Surface;
import org.pawn.watching.WatcherChannel;

/** What one change costs the lane: composing, the policy's view for each privacy class, and telling each watcher. */
final class CompositionRun {
    /** Of the lane's thread, for one change. */
    record Cost(double micros, double bytes) {
        Cost minus(Cost other) {
            return new Cost(micros - other.micros, bytes - other.bytes);
        }

        Cost each(int count) {
            return new Cost(micros / count, bytes / count);
        }
    }

    private static final int WARM_UP = 30_000;
    private static final int CHANGES = 30_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Takes what it is offered and keeps nothing. */
    private static final class Sink implements WatcherChannel {
        @Override
        public Surface surface() {
            return Surface.FEED;
        }

        @Override
        public void offer(Subscription subscription, PresenceView view) {}

        @Override
        public void ended(Subscription subscription, EndReason reason) {}
    }

    private record Reading(long cpuNanos, long bytes) {
        static Reading now() {
            return new Reading(
                    THREADS.getCurrentThreadCpuTime(),
                    THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()));
        }
    }

    /** One person with a registered phone, a desk and a session, who alternates between Busy and Away. */
    Cost on(EngineHouse house, int watchers) {
        AddressOfRecord person = house.person("person", watchers);
        house.presence.put(person, house.record(Source.REGISTRATION, "phone", Availability.AVAILABLE));
        house.presence.put(person, house.record(Source.SESSION, "crm/1", Availability.AVAILABLE));
        for (int i = 0; i < watchers; i++) {
            Caller watcher = Caller.of(new AddressOfRecord("watcher" + i, EngineHouse.DOMAIN));
            house.watching.subscribe(watcher, person, new Sink()).join();
        }
        changes(house, person, WARM_UP);
        Reading before = house.lanes.run(person, Reading::now).join();
        changes(house, person, CHANGES);
        Reading after = house.lanes.run(person, Reading::now).join();
        return new Cost(
                (after.cpuNanos() - before.cpuNanos()) / 1e3 / CHANGES,
                (after.bytes() - before.bytes()) / (double) CHANGES);
    }

    private static void changes(EngineHouse house, AddressOfRecord person, int count) {
        for (int i = 0; i < count; i++) {
            var change = house.presence.put(
                    person, house.desk(i % 2 == 0 ? Availability.BUSY : Availability.DO_NOT_DISTURB));
            if (i % 256 == 0) {
                change.join(); // bounds the lane's queue
            }
        }
    }
}
