package org.pawn.server.storage;

import org.pawn.presence.ManualStateStore;
import org.pawn.presence.ManualStateStoreContract;

final class H2ManualStateStoreTest extends ReopenedStores<ManualStateStore> implements ManualStateStoreContract {
    H2ManualStateStoreTest() {
        super(Stores::manualStates);
    }
}
