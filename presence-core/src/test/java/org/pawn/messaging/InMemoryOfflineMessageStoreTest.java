package org.pawn.messaging;

final class InMemoryOfflineMessageStoreTest implements OfflineMessageStoreContract {
    private final OfflineMessageStore store = new InMemoryOfflineMessageStore();

    @Override
    public OfflineMessageStore store() {
        return store;
    }

    @Override
    public OfflineMessageStore reopened() {
        return store;
    }
}
