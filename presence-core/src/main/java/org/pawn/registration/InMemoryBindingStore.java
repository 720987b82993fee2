package org.pawn.registration;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pawn.address.AddressOfRecord;
import org.pawn.time.Moment;

/** Keeps bindings as long as the process lives. */
public final class InMemoryBindingStore implements BindingStore {
    private record Key(AddressOfRecord address, String key) {}

    private final Map<Key, Change.Saved> bindings = new LinkedHashMap<>(); // guarded by this

    @Override
    public synchronized void apply(List<Change> changes) {
        for (Change change : changes) {
            if (change instanceof Change.Saved saved) {
                bindings.put(new Key(saved.binding().address(), saved.binding().key()), saved);
            } else if (change instanceof Change.Removed removed) {
                bindings.remove(new Key(removed.address(), removed.key()));
            } else {
                throw new AssertionError(change);
            }
        }
    }

    @Override
    public synchronized List<Binding> live(Moment now) {
        return bindings.values().stream()
                .filter(saved -> saved.expiresAt().isAfter(now.wall()))
                .map(saved -> saved.binding().dyingAt(now.nanosAt(saved.expiresAt())))
                .toList();
    }

    @Override
    public synchronized void purge(Instant instant) {
        bindings.values().removeIf(saved -> !saved.expiresAt().isAfter(instant));
    }
}
