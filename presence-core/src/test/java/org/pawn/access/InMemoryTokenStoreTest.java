package org.pawn.access;

final class InMemoryTokenStoreTest implements TokenStoreContract {
    private final TokenStore store = new InMemoryTokenStore();

    @Override
    public TokenStore store() {
        return store;
    }

    @Override
    public TokenStore reopened() {
        return store;
    }
}
