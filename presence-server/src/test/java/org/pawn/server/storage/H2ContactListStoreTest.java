package org.pawn.server.storage;

import org.pawn.contacts.ContactListStore;
import org.pawn.contacts.ContactListStoreContract;

final class H2ContactListStoreTest extends ReopenedStores<ContactListStore> implements ContactListStoreContract {
    H2ContactListStoreTest() {
        super(Stores::contactLists);
    }
}
