package org.pawn.freebusy;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.pawn.address.AddressOfRecord;

/** People's weekly working hours, durably. */
public interface WorkingHoursStore {
    /** Everybody's, read once at start. */
    Map<AddressOfRecord, WorkingHours> all();

    /** Replaces the person's hours, or forgets them when not known; completes once that is on disk. */
    CompletableFuture<Void> save(AddressOfRecord person, WorkingHours hours);
}
