package org.pawn.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Group;
import org.pawn.presence.Availability;
import org.pawn.query.Candidates;
import org.pawn.query.LiveQuery;
import org.pawn.query.PresenceQuery;

/** What it costs to watch "whoever of a large group has been available longest", and each change in that group then. */
final class QueryRun {
    /** The caller's time to begin a query, what it holds while every second candidate meets it, and the lane's time for a change. */
    record Result(double beginMillis, double heldBytes, double changeMicros) {}

    private static final String GROUP = "supervisors";
    private static final int WARM_UP = 20_000;
    private static final int CHANGES = 20_000;
    private static final int STRIDE = 7_919; // a prime: the changes wander through the group
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** On a house with one lane. */
    Result on(EngineHouse house, int candidates, int queries) {
        List<AddressOfRecord> people = new ArrayList<>();
        List<Caller> askers = new ArrayList<>();
        for (int i = 0; i < candidates; i++) {
            people.add(house.person("user", i));
            house.presence.put(people.get(i), house.desk(state(i))).join();
        }
        for (int i = 0; i < queries; i++) {
            askers.add(Caller.of(house.person("asker", i)));
        }
        house.directory.save(new Group(GROUP, "Supervisors", false, people)).join();
        PresenceQuery query = new PresenceQuery(
                Candidates.of(GROUP), Set.of(Availability.AVAILABLE), Set.of(), PresenceQuery.Order.LONGEST, 1);
        long before = IdleRun.liveBytes();
        long begun = THREADS.getCurrentThreadCpuTime();
        List<LiveQuery> open = askers.stream()
                .map(asker -> house.queries.watch(asker, query, () -> {}))
                .toList();
        double beginMillis = (THREADS.getCurrentThreadCpuTime() - begun) / 1e6 / queries;
        double heldBytes = (IdleRun.liveBytes() - before) / (double) queries;
        change(house, people, WARM_UP);
        long cpuNanos = cpuNanos(house, people);
        change(house, people, CHANGES);
        double changeMicros = (cpuNanos(house, people) - cpuNanos) / 1e3 / CHANGES;
        open.forEach(LiveQuery::close);
        return new Result(beginMillis, heldBytes, changeMicros);
    }

    private static void change(EngineHouse house, List<AddressOfRecord> people, int changes) {
        for (int i = 0; i < changes; i++) {
            int one = i * STRIDE % people.size();
            house.presence
                    .put(people.get(one), house.desk(state(one + i / people.size())))
                    .join();
        }
    }

    private static Availability state(int turn) {
        return turn % 2 == 0 ? Availability.AVAILABLE : Availability.BUSY;
    }

    private static long cpuNanos(EngineHouse house, List<AddressOfRecord> people) {
        return house.lanes.run(people.get(0), THREADS::getCurrentThreadCpuTime).join();
    }
}
