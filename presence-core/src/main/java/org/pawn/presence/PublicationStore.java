package org.pawn.presence;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.pawn.address.AddressOfRecord;
import org.pawn.time.Moment;

/** Soft state, written behind: memory is the truth, this is what a restart begins with. */
public interface PublicationStore {
    /** One step of the write-behind. */
    sealed interface Change {
        record Saved(Publication publication) implements Change {}

        record Removed(AddressOfRecord presentity, Source source, String id) implements Change {}

        /** A device of this person was heard of for the first time; remembered for good. */
        record FirstDevice(AddressOfRecord presentity) implements Change {}
    }

    /** Applies a batch in order, all or nothing. Called by one thread at a time. */
    void apply(List<Change> changes);

    /** Those whose wall-clock expiry is after {@code now.wall()}, with deadlines counted from {@code now.nanos()}. */
    List<Publication> live(Moment now);

    /** Everybody who ever had a device. */
    Set<AddressOfRecord> everHadDevice();

    /** Forgets what had expired by {@code instant}. */
    void purge(Instant instant);
}
