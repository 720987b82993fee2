package org.pawn.policy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.pawn.address.AddressOfRecord;

/** Keeps rules as long as the process lives. */
public final class InMemoryPrivacyStore implements PrivacyStore {
    private final Map<AddressOfRecord, PrivacyRules> rules = new ConcurrentHashMap<>();

    @Override
    public List<PrivacyRules> all() {
        return List.copyOf(rules.values());
    }

    @Override
    public CompletableFuture<Void> write(PrivacyRules written) {
        rules.put(written.owner(), written);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> remove(AddressOfRecord owner) {
        rules.remove(owner);
        return CompletableFuture.completedFuture(null);
    }
}
