package org.pawn.server.storage;

import org.pawn.messaging.OfflineMessageStore;
import org.pawn.messaging.OfflineMessageStoreContract;

final class H2OfflineMessageStoreTest extends ReopenedStores<OfflineMessageStore>
        implements OfflineMessageStoreContract {
    H2OfflineMessageStoreTest() {
        super(Stores::offlineMessages);
    }
}
