package org.pawn.server.storage;

import org.pawn.presence.PublicationStore;
import org.pawn.presence.PublicationStoreContract;

final class H2PublicationStoreTest extends ReopenedStores<PublicationStore> implements PublicationStoreContract {
    H2PublicationStoreTest() {
        super(Stores::publications);
    }
}
