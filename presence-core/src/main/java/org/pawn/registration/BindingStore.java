package org.pawn.registration;

import java.time.Instant;
import java.util.List;
import org.pawn.address.AddressOfRecord;
import org.pawn.time.Moment;

/** Bindings, written behind: memory is the truth, this is what a restart begins with. */
public interface BindingStore {
    /** One step of the write-behind; {@code key} names a binding within its address. */
    sealed interface Change {
        record Saved(Binding binding, Instant expiresAt) implements Change {}

        record Removed(AddressOfRecord address, String key) implements Change {}
    }

    /** Applies a batch in order, all or nothing. Called by one thread at a time. */
    void apply(List<Change> changes);

    /** Those whose wall-clock expiry is after {@code now.wall()}, with deadlines counted from {@code now.nanos()}. */
    List<Binding> live(Moment now);

    /** Forgets what had expired by {@code instant}. */
    void purge(Instant instant);
}
