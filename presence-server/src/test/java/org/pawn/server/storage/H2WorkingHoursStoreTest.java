package org.pawn.server.storage;

import org.pawn.freebusy.WorkingHoursStore;
import org.pawn.freebusy.WorkingHoursStoreContract;

final class H2WorkingHoursStoreTest extends ReopenedStores<WorkingHoursStore> implements WorkingHoursStoreContract {
    H2WorkingHoursStoreTest() {
        super(Stores::workingHours);
    }
}
