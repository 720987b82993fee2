package org.pawn.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.audit.Look;
import org.pawn.policy.Grant;
import org.pawn.watching.Surface;

/** What it costs whoever reads a presence that the look is noted: on their own thread, for they wait for nothing. */
final class LookRun {
    /**
     * @param again of a look at somebody whom the viewer looked at a moment ago
     * @param first of a look at somebody else each time
     */
    record Result(CompositionRun.Cost again, CompositionRun.Cost first) {}

    private static final int PEOPLE = 10_000; // a whole batch
    private static final int ROUNDS = 50;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final EngineHouse house;
    private final Caller viewer;
    private final List<AddressOfRecord> people = new ArrayList<>();
    private long shown;

    LookRun(EngineHouse house) {
        this.house = house;
        this.viewer = Caller.of(house.person("viewer", 0));
        for (int i = 0; i < PEOPLE; i++) {
            people.add(house.person("person", i));
        }
    }

    Result run() {
        return new Result(more(i -> 0), more(i -> i));
    }

    private interface Whom {
        int at(int i);
    }

    /** Beyond what the policy costs, which is asked either way. */
    private CompositionRun.Cost more(Whom whom) {
        IntConsumer asked = i -> count(house.policy.shown(viewer, people.get(whom.at(i))));
        IntConsumer noted =
                i -> count(house.looks.shown(viewer, people.get(whom.at(i)), Look.Kind.PRESENCE, Surface.REST));
        measure(noted); // warm
        return measure(noted).minus(measure(asked));
    }

    private void count(Grant grant) {
        shown += grant.level().ordinal(); // so that nothing is left out as useless
    }

    private CompositionRun.Cost measure(IntConsumer one) {
        long thread = Thread.currentThread().getId();
        long nanos = THREADS.getCurrentThreadCpuTime();
        long bytes = THREADS.getThreadAllocatedBytes(thread);
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < PEOPLE; i++) {
                one.accept(i);
            }
        }
        double looks = (double) ROUNDS * PEOPLE;
        return new CompositionRun.Cost(
                (THREADS.getCurrentThreadCpuTime() - nanos) / 1e3 / looks,
                (THREADS.getThreadAllocatedBytes(thread) - bytes) / looks);
    }

    /** How much was shown in all. */
    long shown() {
        return shown;
    }
}
