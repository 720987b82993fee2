package org.pawn.presence;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.pawn.address.AddressOfRecord;

/** What people set by hand, durably. */
public interface ManualStateStore {
    /** Completes once it is on disk; {@link ByHand#NOTHING} removes. Writes of one person apply in call order. */
    CompletableFuture<Void> save(AddressOfRecord presentity, ByHand byHand);

    Map<AddressOfRecord, ByHand> all();
}
