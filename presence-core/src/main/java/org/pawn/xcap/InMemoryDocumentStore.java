package org.pawn.xcap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.pawn.address.AddressOfRecord;

/** Keeps texts as long as the process lives. */
public final class InMemoryDocumentStore implements DocumentStore {
    private record Key(AddressOfRecord owner, String auid) {}

    private final Map<Key, String> texts = new ConcurrentHashMap<>();

    @Override
    public Optional<String> read(AddressOfRecord owner, String auid) {
        return Optional.ofNullable(texts.get(new Key(owner, auid)));
    }

    @Override
    public List<Kept> all(String auid) {
        return texts.entrySet().stream()
                .filter(entry -> entry.getKey().auid().equals(auid))
                .map(entry -> new Kept(entry.getKey().owner(), entry.getValue()))
                .toList();
    }

    @Override
    public CompletableFuture<Void> write(AddressOfRecord owner, String auid, String text) {
        texts.put(new Key(owner, auid), text);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> remove(AddressOfRecord owner, String auid) {
        texts.remove(new Key(owner, auid));
        return CompletableFuture.completedFuture(null);
    }
}
