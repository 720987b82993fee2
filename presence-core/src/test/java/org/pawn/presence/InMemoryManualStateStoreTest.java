package org.pawn.presence;

final class InMemoryManualStateStoreTest implements ManualStateStoreContract {
    private final ManualStateStore store = new InMemoryManualStateStore();

    @Override
    public ManualStateStore store() {
        return store;
    }

    @Override
    public ManualStateStore reopened() {
        return store;
    }
}
