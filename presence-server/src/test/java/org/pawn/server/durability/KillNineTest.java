package org.pawn.server.durability;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Twenty times {@code kill -9} ({@code -Dpawn.kill.rounds=20}), shared by two servers that live side by side. */
final class KillNineTest {
    private static final int ROUNDS = Integer.getInteger("pawn.kill.rounds", 20);

    @TempDir
    Path directory;

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void nothingAcknowledgedIsLostNothingIsThereTwiceAndNobodyWithALiveClientShowsOffline() throws Exception {
        long seed = Long.getLong("pawn.kill.seed", System.nanoTime());
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (KilledRounds one = new KilledRounds(directory.resolve("one"), seed);
                KilledRounds other = new KilledRounds(directory.resolve("other"), seed + 1)) {
            Future<KilledRounds> oneEnded = threads.submit(() -> one.run(ROUNDS / 2));
            Future<KilledRounds> otherEnded = threads.submit(() -> other.run(ROUNDS - ROUNDS / 2));

            report(List.of(oneEnded.get(), otherEnded.get()));
        } finally {
            threads.shutdownNow();
        }
    }

    private static void report(List<KilledRounds> ended) {
        List<Long> starts = ended.stream()
                .flatMap(each -> each.startMillis().stream())
                .sorted()
                .toList();
        System.out.printf(
                "kill -9: %d rounds, %d acknowledged writes, none lost; start-up %d ms in the middle, %d ms at most%n",
                ROUNDS,
                ended.stream().mapToInt(KilledRounds::acknowledged).sum(),
                starts.get(starts.size() / 2),
                starts.get(starts.size() - 1));
    }
}
