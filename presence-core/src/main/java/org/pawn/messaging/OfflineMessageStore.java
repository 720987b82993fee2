package org.pawn.messaging;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.pawn.address.AddressOfRecord;

/** Messages that wait for their recipient, durably. Futures complete once on disk; writes apply in call order. */
public interface OfflineMessageStore {
    /** Keeps the message, unless one with its sender, recipient and id waits already: that one stays as it is. */
    CompletableFuture<Void> add(InstantMessage message);

    CompletableFuture<Void> remove(InstantMessage message);

    /** Those waiting for {@code recipient}, in the order in which they were added. May read the disk. */
    List<InstantMessage> waiting(AddressOfRecord recipient);

    /** At most {@code atMost} of these, after the first {@code skip}. May read the disk. */
    List<InstantMessage> waiting(AddressOfRecord recipient, int skip, int atMost);

    /** Everybody for whom something waits. May read the disk. */
    Set<AddressOfRecord> recipients();

    int count(AddressOfRecord recipient);

    CompletableFuture<Void> removeAll(AddressOfRecord recipient);
}
