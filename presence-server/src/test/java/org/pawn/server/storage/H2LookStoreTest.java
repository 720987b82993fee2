package org.pawn.server.storage;

import org.pawn.audit.LookStore;
import org.pawn.audit.LookStoreContract;

final class H2LookStoreTest extends ReopenedStores<LookStore> implements LookStoreContract {
    H2LookStoreTest() {
        super(Stores::looks);
    }
}
