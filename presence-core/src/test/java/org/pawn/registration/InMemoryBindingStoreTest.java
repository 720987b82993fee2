package org.pawn.registration;

final class InMemoryBindingStoreTest implements BindingStoreContract {
    private final BindingStore store = new InMemoryBindingStore();

    @Override
    public BindingStore store() {
        return store;
    }

    @Override
    public BindingStore reopened() {
        return store;
    }
}
