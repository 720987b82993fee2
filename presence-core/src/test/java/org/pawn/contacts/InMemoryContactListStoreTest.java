package org.pawn.contacts;

final class InMemoryContactListStoreTest implements ContactListStoreContract {
    private final ContactListStore store = new InMemoryContactListStore();

    @Override
    public ContactListStore store() {
        return store;
    }

    @Override
    public ContactListStore reopened() {
        return store;
    }
}
