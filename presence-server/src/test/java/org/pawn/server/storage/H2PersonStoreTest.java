package org.pawn.server.storage;

import org.pawn.directory.PersonStore;
import org.pawn.directory.PersonStoreContract;

final class H2PersonStoreTest extends ReopenedStores<PersonStore> implements PersonStoreContract {
    H2PersonStoreTest() {
        super(Stores::people);
    }
}
