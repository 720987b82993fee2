package org.pawn.notification;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.pawn.address.AddressOfRecord;

/** What people chose of their notifications, durably. */
public interface NotificationStore {
    /** Everybody who chose something, read once at start. */
    Map<AddressOfRecord, NotificationChoices> all();

    /**
     * Replaces what the person chose, or forgets it where it is {@link NotificationChoices#NONE}; completes once that is
     * on disk.
     */
    CompletableFuture<Void> save(AddressOfRecord person, NotificationChoices choices);
}
