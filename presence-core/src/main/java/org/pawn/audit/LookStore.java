package org.pawn.audit;

import java.time.Instant;
import java.util.List;
import org.pawn.address.AddressOfRecord;

/** Keeps looks, a row for each key. What was added counts as soon as the call returns. */
public interface LookStore {
    /**
     * A place in the order of a person's looks, which is by when they looked last, the newest first.
     *
     * @param id tells those of one instant apart
     */
    record Place(Instant last, long id) {
        /** Before all. */
        public static final Place NEWEST = new Place(Instant.parse("9999-12-31T23:59:59Z"), Long.MAX_VALUE);
    }

    /** Adds looks to the rows of their keys, one batch, all or nothing; no key comes twice in one batch. */
    void add(List<Look> looks);

    /** At most {@code limit} looks at the person that come after that place. */
    LookPage newest(AddressOfRecord presentity, Place after, int limit);

    /** Removes looks of hours that were over at {@code before}, and of each person all but the newest {@code most}. */
    void purge(Instant before, int most);

    /** Removes all looks at that person, and all of that person at others. */
    void forget(AddressOfRecord person);
}
