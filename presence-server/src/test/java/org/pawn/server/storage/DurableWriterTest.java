package org.pawn.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pawn.refusal.Refusal;

final class DurableWriterTest {
    private static final int CAPACITY = 20;

    @TempDir
    Path directory;

    private final AtomicInteger syncs = new AtomicInteger();
    private final AtomicReference<RuntimeException> syncFailure = new AtomicReference<>();
    private final CountDownLatch diskIsFree = new CountDownLatch(1);
    private Database database;
    private DurableWriter writer;

    @BeforeEach
    void open() {
        database = Database.open(directory);
        writer = new DurableWriter(database.jdbi(), this::sync, database::renewConnections, CAPACITY);
        writer.start();
    }

    @AfterEach
    void close() {
        diskIsFree.countDown();
        writer.close();
        database.close();
    }

    @Test
    void aWriteIsSyncedBeforeItsCallerHearsOfIt() {
        int syncsWhenAnswered = writer.write(insert("a"))
                .thenApply(written -> syncs.get())
                .orTimeout(10, TimeUnit.SECONDS)
                .join();

        assertThat(syncsWhenAnswered).isEqualTo(1);
        assertThat(kept()).containsExactly("a");
    }

    @Test
    void whatIsHandedInWhileTheDiskIsBusySharesOneSync() {
        CompletableFuture<Void> busy = holdTheDisk();

        List<CompletableFuture<Void>> writes = IntStream.range(0, 10)
                .mapToObj(i -> writer.write(insert("w" + i)))
                .toList();
        diskIsFree.countDown();

        await(busy);
        writes.forEach(DurableWriterTest::await);
        assertThat(syncs).hasValue(2);
        assertThat(kept()).hasSize(10);
    }

    @Test
    void aWriteThatFailsFailsAlone() {
        CompletableFuture<Void> busy = holdTheDisk();

        CompletableFuture<Void> before = writer.write(insert("before"));
        CompletableFuture<Void> twice = writer.write(insert("before"));
        CompletableFuture<Void> refused = writer.write(handle -> {
            insert("refused").accept(handle);
            throw new Refusal.StaleVersion();
        });
        CompletableFuture<Void> broken = writer.write(handle -> {
            throw new AssertionError("a bug");
        });
        CompletableFuture<Void> after = writer.write(insert("after"));
        diskIsFree.countDown();

        await(busy);
        await(before);
        await(after);
        assertThat(twice).isCompletedExceptionally();
        assertThatThrownBy(refused::join).hasCauseInstanceOf(Refusal.StaleVersion.class);
        assertThatThrownBy(broken::join).hasCauseInstanceOf(AssertionError.class);
        assertThat(kept()).containsExactlyInAnyOrder("before", "after");
    }

    @Test
    void writesAreAnsweredInTheOrderOfTheirCalls() {
        List<Integer> answered = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<Void> busy = holdTheDisk();

        CompletableFuture<?>[] writes = IntStream.range(0, CAPACITY)
                .mapToObj(i -> writer.write(insert("w" + i)).thenRun(() -> answered.add(i)))
                .toArray(CompletableFuture[]::new);
        diskIsFree.countDown();

        await(busy);
        await(CompletableFuture.allOf(writes));
        assertThat(answered)
                .containsExactlyElementsOf(IntStream.range(0, CAPACITY).boxed().toList());
    }

    @Test
    void oneMoreThanMayWaitIsRefusedAtOnceAndTheOthersAreWritten() {
        CompletableFuture<Void> busy = holdTheDisk();
        List<CompletableFuture<Void>> waiting = IntStream.range(0, CAPACITY)
                .mapToObj(i -> writer.write(insert("w" + i)))
                .toList();

        CompletableFuture<Void> oneMore = writer.write(insert("one more"));
        assertThat(oneMore).isCompletedExceptionally();
        assertThatThrownBy(oneMore::join).hasCauseInstanceOf(Refusal.Unavailable.class);

        diskIsFree.countDown();
        await(busy);
        waiting.forEach(DurableWriterTest::await);
        await(writer.write(insert("later")));
        assertThat(kept()).hasSize(CAPACITY + 1).doesNotContain("one more");
    }

    @Test
    void aFullDiskRefusesUntilItHasRoom() {
        syncFailure.set(new IllegalStateException("Writing failed", new IOException("No space left on device")));
        assertThatThrownBy(() -> await(writer.write(insert("a")))).hasCauseInstanceOf(Refusal.Unavailable.class);

        syncFailure.set(null);
        await(writer.write(insert("b")));

        assertThat(kept()).contains("b");
    }

    @Test
    void aDiskThatOnceFailedToSyncIsNotTrustedAgain() {
        syncFailure.set(
                new IllegalStateException("Could not sync file pawn.mv.db", new IOException("Input/output error")));
        assertThatThrownBy(() -> await(writer.write(insert("a")))).hasCauseInstanceOf(Refusal.Unavailable.class);

        syncFailure.set(null);

        assertThatThrownBy(() -> await(writer.write(insert("b")))).hasCauseInstanceOf(Refusal.Unavailable.class);
        assertThat(kept()).doesNotContain("b");
    }

    @Test
    void whatFollowsAWriteAndFailsHindersNoOther() {
        writer.write(insert("a")).thenRun(() -> {
            throw new IllegalStateException("a caller's bug");
        });

        await(writer.write(insert("b")));

        assertThat(kept()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void closingWritesWhatWaitsAndRefusesWhatComesAfter() {
        List<CompletableFuture<Void>> waiting = IntStream.range(0, CAPACITY)
                .mapToObj(i -> writer.write(insert("w" + i)))
                .toList();

        writer.close();

        assertThat(waiting).allMatch(CompletableFuture::isDone);
        assertThat(kept()).hasSize(CAPACITY);
        assertThatThrownBy(writer.write(insert("late"))::join).hasCauseInstanceOf(Refusal.Unavailable.class);
    }

    private CompletableFuture<Void> holdTheDisk() {
        CountDownLatch held = new CountDownLatch(1);
        CompletableFuture<Void> busy = writer.write(handle -> {
            held.countDown();
            awaitQuietly(diskIsFree);
        });
        awaitQuietly(held);
        return busy;
    }

    private void sync(Handle handle) {
        RuntimeException failure = syncFailure.get();
        if (failure != null) {
            throw failure;
        }
        database.sync(handle);
        syncs.incrementAndGet();
    }

    private static Consumer<Handle> insert(String id) {
        return handle -> handle.execute("insert into directory_group (id, name, team) values (?, ?, ?)", id, id, false);
    }

    private List<String> kept() {
        return database.read(handle -> handle.createQuery("select id from directory_group")
                .mapTo(String.class)
                .list());
    }

    private static void await(CompletableFuture<Void> write) {
        write.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
