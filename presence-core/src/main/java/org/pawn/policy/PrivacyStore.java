package org.pawn.policy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.pawn.address.AddressOfRecord;

/** People's privacy rules, durably. */
public interface PrivacyStore {
    /** Everybody's, read once at start. */
    List<PrivacyRules> all();

    /** Replaces the owner's rules; completes once they are on disk. Writes of one owner apply in call order. */
    CompletableFuture<Void> write(PrivacyRules rules);

    CompletableFuture<Void> remove(AddressOfRecord owner);
}
