package org.pawn.server.storage;

import org.pawn.policy.PrivacyStore;
import org.pawn.policy.PrivacyStoreContract;

final class H2PrivacyStoreTest extends ReopenedStores<PrivacyStore> implements PrivacyStoreContract {
    H2PrivacyStoreTest() {
        super(Stores::privacy);
    }
}
