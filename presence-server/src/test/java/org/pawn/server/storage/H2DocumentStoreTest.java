package org.pawn.server.storage;

import org.pawn.xcap.DocumentStore;
import org.pawn.xcap.DocumentStoreContract;

final class H2DocumentStoreTest extends ReopenedStores<DocumentStore> implements DocumentStoreContract {
    H2DocumentStoreTest() {
        super(Stores::documents);
    }
}
