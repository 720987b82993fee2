package org.pawn.xcap;

final class InMemoryDocumentStoreTest implements DocumentStoreContract {
    private final DocumentStore store = new InMemoryDocumentStore();

    @Override
    public DocumentStore store() {
        return store;
    }
}
