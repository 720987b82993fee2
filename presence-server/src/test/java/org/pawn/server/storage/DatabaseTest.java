package org.pawn.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatabaseTest {
    @TempDir
    Path parent;

    @Test
    void aMissingDirectoryIsMadeForTheServersUserAlone() throws IOException {
        Path directory = parent.resolve("a").resolve("data");

        Database.open(directory).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }

    @Test
    void aSecondProcessIsRefusedByTheNameOfTheDirectory() throws Exception {
        try (Database open = Database.open(parent)) {
            Process second = OpenedInAProcess.start(parent);

            assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(new String(second.getInputStream().readAllBytes()))
                    .contains("the data directory " + parent + " is in use by another server");
        }
    }

    @Test
    void aClosedDirectoryOpensAgain() {
        Database.open(parent).close();
        Database.open(parent).close();

        assertThat(parent).isDirectoryContaining(file -> file.endsWith("pawn.mv.db"));
    }

    @Test
    void aPathThatWouldReadAsSettingsIsRefused() {
        assertThatThrownBy(() -> Database.open(parent.resolve("x;INIT=y")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** What another server would do, in a process of its own. */
    static final class OpenedInAProcess {
        private OpenedInAProcess() {}

        static Process start(Path directory) throws IOException {
            return new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            OpenedInAProcess.class.getName(),
                            directory.toString()))
                    .redirectErrorStream(true)
                    .start();
        }

        public static void main(String[] arguments) {
            try {
                Database.open(Path.of(arguments[0])).close();
                System.out.println("opened");
            } catch (DataDirectoryInUse refused) {
                System.out.println(refused.getMessage());
            }
        }
    }
}
