package org.pawn.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.pawn.directory.Credentials;
import org.pawn.directory.CredentialsContract;

final class H2CredentialsTest extends ReopenedStores<Credentials> implements CredentialsContract {
    H2CredentialsTest() {
        super(Stores::credentials);
    }

    @Override
    public Credentials credentials() {
        return store();
    }

    @Test
    void theFilesHoldNoPasswordAndNoDigestHash() throws IOException {
        credentials().setPassword(ALICE, PASSWORD).join();
        String ha1 = credentials().ha1(ALICE, "alice", "MD5").orElseThrow();

        close();

        String file = Files.readString(directory.resolve("pawn.mv.db"), StandardCharsets.ISO_8859_1);
        open();
        assertThat(file).contains("argon2id$19456$2$").doesNotContain(PASSWORD).doesNotContain(ha1);
    }

    @Test
    void onlyTheServersUserMayReadTheKeyAndTheDatabase() throws IOException {
        for (String name : new String[] {"secret.key", "pawn.mv.db"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void withAnotherKeyThePasswordStillMatchesAndNoDigestHashIsGiven() throws IOException {
        credentials().setPassword(ALICE, PASSWORD).join();
        close();
        Files.delete(directory.resolve("secret.key"));
        open();

        assertThat(credentials().passwordMatches(ALICE, PASSWORD)).isTrue();
        assertThat(credentials().ha1(ALICE, "alice", "MD5")).isEmpty();
    }

    @Test
    void aKeyFileThatHoldsNoKeyStopsTheStartAndIsLeftAlone() throws IOException {
        close();
        Files.writeString(directory.resolve("secret.key"), "not a key");

        assertThatThrownBy(this::open).isInstanceOf(IllegalStateException.class).hasMessageContaining("secret.key");

        assertThat(directory.resolve("secret.key")).hasContent("not a key");
    }
}
