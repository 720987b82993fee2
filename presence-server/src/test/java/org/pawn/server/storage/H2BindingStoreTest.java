package org.pawn.server.storage;

import org.pawn.registration.BindingStore;
import org.pawn.registration.BindingStoreContract;

final class H2BindingStoreTest extends ReopenedStores<BindingStore> implements BindingStoreContract {
    H2BindingStoreTest() {
        super(Stores::bindings);
    }
}
