package org.pawn.policy;

final class InMemoryPrivacyStoreTest implements PrivacyStoreContract {
    private final InMemoryPrivacyStore store = new InMemoryPrivacyStore();

    @Override
    public PrivacyStore store() {
        return store;
    }

    @Override
    public PrivacyStore reopened() {
        return store;
    }
}
