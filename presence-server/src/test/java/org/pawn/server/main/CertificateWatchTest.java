package org.pawn.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CertificateWatchTest {
    @TempDir
    private Path folder;

    private Path certificate;
    private Path key;
    private int readings;

    @BeforeEach
    void begin() throws IOException {
        certificate = Files.writeString(folder.resolve("certificate.pem"), "old");
        key = Files.writeString(folder.resolve("key.pem"), "old");
    }

    private CertificateWatch watch() {
        return new CertificateWatch(List.of(certificate, key), () -> {
            readings++;
            if (Files.readString(key).equals("broken")) {
                throw new IOException("no key");
            }
        });
    }

    @Test
    void whatHasNotChangedIsNotReadAgain() {
        CertificateWatch watch = watch();

        watch.look();
        watch.look();

        assertThat(readings).isZero();
    }

    @Test
    void aCertificateAndItsKeyAreReadTogetherOnceBothHoldStill() throws IOException {
        CertificateWatch watch = watch();

        Files.writeString(certificate, "renewed");
        watch.look();
        Files.writeString(key, "renewed");
        watch.look();
        assertThat(readings).isZero();
        watch.look();
        watch.look();

        assertThat(readings).isEqualTo(1);
    }

    @Test
    void whatCannotBeReadIsTriedAgainWhenItChanges() throws IOException {
        CertificateWatch watch = watch();

        Files.writeString(key, "broken");
        watch.look();
        watch.look();
        watch.look();
        Files.writeString(key, "good again");
        watch.look();
        watch.look();

        assertThat(readings).isEqualTo(2);
    }
}
