package org.pawn.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretBoxTest {
    @TempDir
    private Path directory;

    @Test
    void aPurposesKeyIsTheSameAfterEachStartAndNoOthers() {
        SecretBox first = SecretBox.open(directory, new SecureRandom());

        SecretBox again = SecretBox.open(directory, new SecureRandom());

        assertThat(again.keyFor("one").getEncoded())
                .hasSize(32)
                .isEqualTo(first.keyFor("one").getEncoded())
                .isNotEqualTo(again.keyFor("two").getEncoded());
    }

    @Test
    void anotherDirectoryHasAnotherKey(@TempDir Path elsewhere) {
        assertThat(SecretBox.open(directory, new SecureRandom()).keyFor("one").getEncoded())
                .isNotEqualTo(SecretBox.open(elsewhere, new SecureRandom())
                        .keyFor("one")
                        .getEncoded());
    }
}
