package org.pawn.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.pawn.address.AddressOfRecord;

/** Keeps waiting messages as long as the process lives. */
public final class InMemoryOfflineMessageStore implements OfflineMessageStore {
    private final List<InstantMessage> messages = new ArrayList<>(); // guarded by this

    @Override
    public synchronized CompletableFuture<Void> add(InstantMessage message) {
        if (messages.stream().noneMatch(kept -> isSame(kept, message))) {
            messages.add(message);
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletableFuture<Void> remove(InstantMessage message) {
        messages.removeIf(kept -> isSame(kept, message));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized List<InstantMessage> waiting(AddressOfRecord recipient) {
        return messages.stream()
                .filter(message -> message.to().equals(recipient))
                .toList();
    }

    @Override
    public List<InstantMessage> waiting(AddressOfRecord recipient, int skip, int atMost) {
        return waiting(recipient).stream().skip(skip).limit(atMost).toList();
    }

    @Override
    public synchronized Set<AddressOfRecord> recipients() {
        return messages.stream().map(InstantMessage::to).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public int count(AddressOfRecord recipient) {
        return waiting(recipient).size();
    }

    @Override
    public synchronized CompletableFuture<Void> removeAll(AddressOfRecord recipient) {
        messages.removeIf(message -> message.to().equals(recipient));
        return CompletableFuture.completedFuture(null);
    }

    private static boolean isSame(InstantMessage one, InstantMessage other) {
        return one.id().equals(other.id())
                && one.from().equals(other.from())
                && one.to().equals(other.to());
    }
}
