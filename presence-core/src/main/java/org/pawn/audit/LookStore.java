package org.pawn.audit;

import java.time.Instant;
import java.util.List;
import org.pawn.address.AddressOfRecord;

/**
 * Keeps looks, a row for each key. What was added counts as soon as the call returns. A row has its place in the order
 * from its first look on and keeps it, so that whoever reads page by page misses nothing.
 */
public interface LookStore {
    /** The place before all looks. */
    long NEWEST = Long.MAX_VALUE;

    /** Adds looks to the rows of their keys, one batch, all or nothing; no key comes twice in one batch. */
    void add(List<Look> looks);

    /** At most {@code limit} looks at the person that come after that place, the newest first. */
    LookPage newest(AddressOfRecord presentity, long after, int limit);

    /** Removes looks of hours that were over at {@code before}, and of each person all but the newest {@code most}. */
    void purge(Instant before, int most);

    /** Removes all looks at that person, and all of that person at others. */
    void forget(AddressOfRecord person);
}
