package org.pawn.bench;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.pawn.address.AddressOfRecord;
import org.pawn.audit.InMemoryLookStore;
import org.pawn.audit.LookService;
import org.pawn.concurrent.Lanes;
import org.pawn.directory.Directory;
import org.pawn.directory.InMemoryPersonStore;
import org.pawn.directory.Person;
import org.pawn.policy.InMemoryPrivacyStore;
import org.pawn.policy.PolicyService;
import org.pawn.policy.PrivacyService;
import org.pawn.presence.Availability;
import org.pawn.presence.InMemoryManualStateStore;
import org.pawn.presence.InMemoryPublicationStore;
import org.pawn.presence.PresenceRecord;
import org.pawn.presence.PresenceService;
import org.pawn.presence.Source;
import org.pawn.query.Pacing;
import org.pawn.query.QueryService;
import org.pawn.time.TimeSource;
import org.pawn.time.WheelTimers;
import org.pawn.watching.SubscriptionService;

/** The engine as the server wires it, on the real clocks, without edges and with stores in memory. */
final class EngineHouse implements AutoCloseable {
    static final String DOMAIN = "example.com";
    private static final Duration DAY = Duration.ofDays(1);

    final TimeSource time = new RealTime();
    final WheelTimers timers = new WheelTimers(time);
    final Lanes lanes;
    final Lanes diskLanes = new Lanes("disk", 2);
    final Directory directory = new Directory(new InMemoryPersonStore());
    final PolicyService policy;
    final PresenceService presence;
    final SubscriptionService watching;
    final QueryService queries;
    final LookService looks;

    /**
     * @param lanes threads that compose and tell
     * @param notifyInterval the pacing of each watcher
     */
    EngineHouse(int lanes, Duration notifyInterval) {
        this.lanes = new Lanes("lane", lanes);
        PrivacyService privacy = new PrivacyService(new InMemoryPrivacyStore(), diskLanes, time, timers);
        policy = new PolicyService(directory, privacy, ZoneOffset.UTC, time, directory::exists);
        presence = new PresenceService(
                this.lanes,
                time,
                timers,
                new InMemoryPublicationStore(),
                new InMemoryManualStateStore(),
                new SecureRandom());
        watching = new SubscriptionService(presence, policy, this.lanes, time, timers, notifyInterval);
        looks = new LookService(policy, new InMemoryLookStore(), diskLanes, time, timers, DAY);
        presence.addListener(watching);
        queries = new QueryService(directory, presence, policy, new Pacing(this.lanes, time, timers, notifyInterval));
        presence.addListener(queries);
        watching.onRecheck(queries::recheck);
        directory.onGroupChange(queries::changed);
        watching.onWatcherChange(looks);
        timers.start();
        presence.start();
        looks.start();
    }

    private record RealTime() implements TimeSource {
        @Override
        public Instant now() {
            return Instant.ofEpochMilli(System.currentTimeMillis());
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }
    }

    /** Adds the person to the directory. */
    AddressOfRecord person(String name, int number) {
        AddressOfRecord address = new AddressOfRecord(name + number, DOMAIN);
        directory.save(Person.of(address)).join();
        return address;
    }

    /** A device at the person's desk that says so, for a day. */
    PresenceRecord desk(Availability availability) {
        return record(Source.DEVICE, "desk", availability);
    }

    PresenceRecord record(Source source, String id, Availability availability) {
        return PresenceRecord.of(
                source, id, availability, time.moment(), time.moment().deadline(DAY));
    }

    @Override
    public void close() {
        presence.close();
        lanes.close();
        diskLanes.close();
        looks.close();
        timers.close();
    }
}
