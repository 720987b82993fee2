package org.pawn.notification;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.pawn.address.AddressOfRecord;

/** Keeps choices as long as the process lives. */
public final class InMemoryNotificationStore implements NotificationStore {
    private final Map<AddressOfRecord, NotificationChoices> choices = new ConcurrentHashMap<>();

    @Override
    public Map<AddressOfRecord, NotificationChoices> all() {
        return Map.copyOf(choices);
    }

    @Override
    public CompletableFuture<Void> save(AddressOfRecord person, NotificationChoices saved) {
        if (saved.equals(NotificationChoices.NONE)) {
            choices.remove(person);
        } else {
            choices.put(person, saved);
        }
        return CompletableFuture.completedFuture(null);
    }
}
