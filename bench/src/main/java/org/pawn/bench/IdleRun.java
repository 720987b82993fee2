package org.pawn.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.pawn.address.AddressOfRecord;
import org.pawn.presence.Availability;
import org.pawn.presence.Source;

/** What people cost who are composed and do nothing. */
final class IdleRun {
    private static final int COLLECTIONS = 3;

    /** Bytes a person: the directory's entry, and the engine's state of one with a phone and a desk. */
    record Result(double directoryBytes, double engineBytes) {}

    Result on(EngineHouse house, int people) {
        long empty = liveBytes();
        List<AddressOfRecord> all = new ArrayList<>(people);
        for (int i = 0; i < people; i++) {
            all.add(house.person("user", i));
        }
        long listed = liveBytes();
        for (AddressOfRecord person : all) {
            house.presence.put(person, house.record(Source.REGISTRATION, "phone", Availability.AVAILABLE));
        }
        for (AddressOfRecord person : all) {
            house.presence.put(person, house.desk(Availability.BUSY)).join();
        }
        long composed = liveBytes();
        return new Result((listed - empty) / (double) people, (composed - listed) / (double) people);
    }

    static long liveBytes() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
