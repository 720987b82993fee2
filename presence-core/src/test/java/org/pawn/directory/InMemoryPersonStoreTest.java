package org.pawn.directory;

final class InMemoryPersonStoreTest implements PersonStoreContract {
    private final PersonStore store = new InMemoryPersonStore();

    @Override
    public PersonStore store() {
        return store;
    }

    @Override
    public PersonStore reopened() {
        return store;
    }
}
