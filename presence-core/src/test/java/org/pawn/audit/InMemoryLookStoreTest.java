package org.pawn.audit;

final class InMemoryLookStoreTest implements LookStoreContract {
    private final InMemoryLookStore store = new InMemoryLookStore();

    @Override
    public LookStore store() {
        return store;
    }

    @Override
    public LookStore reopened() {
        return store;
    }
}
