package org.pawn.freebusy;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.pawn.address.AddressOfRecord;

/** Keeps hours as long as the process lives. */
public final class InMemoryWorkingHoursStore implements WorkingHoursStore {
    private final Map<AddressOfRecord, WorkingHours> hours = new ConcurrentHashMap<>();

    @Override
    public Map<AddressOfRecord, WorkingHours> all() {
        return Map.copyOf(hours);
    }

    @Override
    public CompletableFuture<Void> save(AddressOfRecord person, WorkingHours saved) {
        if (saved.isKnown()) {
            hours.put(person, saved);
        } else {
            hours.remove(person);
        }
        return CompletableFuture.completedFuture(null);
    }
}
