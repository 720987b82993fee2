package org.pawn.presence;

final class InMemoryPublicationStoreTest implements PublicationStoreContract {
    private final PublicationStore store = new InMemoryPublicationStore();

    @Override
    public PublicationStore store() {
        return store;
    }

    @Override
    public PublicationStore reopened() {
        return store;
    }
}
