package org.pawn.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class WriteBehindTest {
    private record Change(String key, int value) {}

    private static final Duration NEVER = Duration.ofDays(1);

    private final List<List<Change>> batches = new ArrayList<>(); // guarded by itself
    private WriteBehind<Change> writer = summing(3, this::keep);

    private static WriteBehind<Change> summing(int capacity, java.util.function.Consumer<List<Change>> sink) {
        return new WriteBehind<>(
                "test",
                Change::key,
                (older, newer) -> new Change(newer.key(), older.value() + newer.value()),
                capacity,
                NEVER,
                sink);
    }

    private void keep(List<Change> batch) {
        synchronized (batches) {
            batches.add(batch);
        }
    }

    private List<Change> written() {
        synchronized (batches) {
            return batches.stream().flatMap(List::stream).toList();
        }
    }

    @AfterEach
    void close() {
        writer.close();
    }

    @Test
    void whatIsAddedUnderOneKeyComesTogetherTheNewestKeyLast() {
        writer.add(new Change("a", 1));
        writer.add(new Change("b", 10));
        writer.add(new Change("a", 2));
        writer.start();

        writer.flush().join();

        assertThat(written()).containsExactly(new Change("b", 10), new Change("a", 3));
    }

    @Test
    void withoutAMergeTheNewestChangeCounts() {
        writer = new WriteBehind<>("test", Change::key, this::keep);
        writer.add(new Change("a", 1));
        writer.add(new Change("a", 2));
        writer.start();

        writer.flush().join();

        assertThat(written()).containsExactly(new Change("a", 2));
    }

    @Test
    void thereIsRoomForSoManyKeysAndForMoreOfThem() {
        assertThat(writer.add(new Change("a", 1))).isTrue();
        assertThat(writer.add(new Change("b", 1))).isTrue();
        assertThat(writer.add(new Change("c", 1))).isTrue();

        assertThat(writer.add(new Change("d", 1))).isFalse();
        assertThat(writer.add(new Change("a", 1))).isTrue();
        writer.start();
        writer.flush().join();

        assertThat(written()).containsExactly(new Change("b", 1), new Change("c", 1), new Change("a", 2));
        assertThat(writer.add(new Change("d", 1))).isTrue();
    }

    @Test
    void closingWritesWhatWaitsAndAFlushAfterwardsIsDone() {
        writer.add(new Change("a", 1));
        writer.start();

        writer.close();

        assertThat(written()).containsExactly(new Change("a", 1));
        assertThat(writer.flush()).isCompleted();
    }

    @Test
    void whatIsDoneAfterwardsIsDoneByTheWriterBetweenTwoBatches() {
        List<String> done = new ArrayList<>(); // writer only, until it is closed
        writer = summing(3, batch -> done.add("wrote " + batch.get(0).key()));
        writer.start();

        writer.add(new Change("a", 1));
        CompletableFuture<Void> work = writer.flushThen(
                () -> done.add("worked on " + Thread.currentThread().getName()));
        work.join();
        writer.add(new Change("b", 1));
        writer.close();

        assertThat(done).containsExactly("wrote a", "worked on pawn-write-behind-test", "wrote b");
    }

    @Nested
    final class GivenTheStoreRefuses {
        private volatile boolean refuses = true;

        @Test
        void whatWasRefusedComesFirstTheNextTimeAndCountsAgainstTheRoom() {
            writer = summing(2, batch -> {
                if (refuses) {
                    throw new IllegalStateException("the disk is full");
                }
                keep(batch);
            });
            writer.start();
            writer.add(new Change("a", 1));
            writer.add(new Change("b", 1));
            writer.flush().join();
            writer.flush().join(); // the writer has taken back what was refused
            assertThat(written()).isEmpty();
            assertThat(writer.add(new Change("c", 1))).isFalse();

            refuses = false;
            writer.flush().join();

            assertThat(written()).containsExactly(new Change("a", 1), new Change("b", 1));
        }
    }

    @Nested
    final class GivenTheStoreIsSlow {
        @Test
        void whoeverAddsDoesNotWaitForIt() {
            CountDownLatch disk = new CountDownLatch(1);
            CountDownLatch writing = new CountDownLatch(1);
            writer = summing(10, batch -> {
                writing.countDown();
                awaitOpen(disk);
                keep(batch);
            });
            writer.start();
            writer.add(new Change("a", 1));
            CompletableFuture<Void> first = writer.flush();
            awaitOpen(writing);

            writer.add(new Change("a", 2));
            CompletableFuture<Void> second = writer.flush();

            assertThat(first).isNotDone();
            disk.countDown();
            second.join();
            assertThat(first).isCompleted();
            assertThat(written()).containsExactly(new Change("a", 1), new Change("a", 2));
        }

        private static void awaitOpen(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
    }
}
