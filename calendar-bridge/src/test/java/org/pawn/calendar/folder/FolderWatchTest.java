package org.pawn.calendar.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the system tells of folders that are watched. */
final class FolderWatchTest {
    @TempDir
    private Path folder;

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final FolderWatch watch = new FolderWatch(() -> told.add("changed"));

    @BeforeEach
    void start() {
        watch.start();
    }

    @AfterEach
    void close() {
        watch.close();
    }

    private void assertThatAChangeIsTold() throws InterruptedException {
        assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("changed");
    }

    @Test
    void aFileThatComesIsWrittenOrGoesIsTold() throws IOException, InterruptedException {
        assertThat(watch.watch(Set.of(folder))).isTrue();

        Path file = Files.createFile(folder.resolve("alice@example.com.ics"));
        assertThatAChangeIsTold();
        Files.writeString(file, "BEGIN:VCALENDAR");
        assertThatAChangeIsTold();
        told.clear();
        Files.delete(file);
        assertThatAChangeIsTold();
    }

    @Test
    void aFolderThatIsWatchedAlreadyIsNotNewAndOneThatIsAddedIs() throws IOException, InterruptedException {
        Path inner = Files.createDirectory(folder.resolve("alice@example.com"));
        watch.watch(Set.of(folder));

        assertThat(watch.watch(Set.of(folder))).isFalse();
        assertThat(watch.watch(Set.of(folder, inner))).isTrue();

        Files.createFile(inner.resolve("trips.ics"));
        assertThatAChangeIsTold();
    }
}
