package org.pawn.presence;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.pawn.address.AddressOfRecord;

/** Keeps manual states as long as the process lives. */
public final class InMemoryManualStateStore implements ManualStateStore {
    private final Map<AddressOfRecord, ByHand> states = new ConcurrentHashMap<>();

    @Override
    public CompletableFuture<Void> save(AddressOfRecord presentity, ByHand byHand) {
        if (byHand.equals(ByHand.NOTHING)) {
            states.remove(presentity);
        } else {
            states.put(presentity, byHand);
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public Map<AddressOfRecord, ByHand> all() {
        return Map.copyOf(states);
    }
}
