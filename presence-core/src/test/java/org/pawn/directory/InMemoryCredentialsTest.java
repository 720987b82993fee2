package org.pawn.directory;

final class InMemoryCredentialsTest implements CredentialsContract {
    private final Credentials credentials = new InMemoryCredentials();

    @Override
    public Credentials credentials() {
        return credentials;
    }

    @Override
    public Credentials reopened() {
        return credentials;
    }
}
