package org.pawn.server.storage;

import org.pawn.access.TokenStore;
import org.pawn.access.TokenStoreContract;

final class H2TokenStoreTest extends ReopenedStores<TokenStore> implements TokenStoreContract {
    H2TokenStoreTest() {
        super(Stores::tokens);
    }
}
