package org.pawn.server.storage;

import org.pawn.notification.NotificationStore;
import org.pawn.notification.NotificationStoreContract;

final class H2NotificationStoreTest extends ReopenedStores<NotificationStore> implements NotificationStoreContract {
    H2NotificationStoreTest() {
        super(Stores::notifications);
    }
}
