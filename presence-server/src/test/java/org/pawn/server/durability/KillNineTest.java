package org.pawn.server.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pawn.server.main.ServerProcess;

/**
 * The server is killed at random moments of a stream of contact-list and message writes, and started again on the same
 * directory, time after time ({@code -Dpawn.kill.rounds=20}).
 */
final class KillNineTest {
    private static final int ROUNDS = Integer.getInteger("pawn.kill.rounds", 20);
    private static final int WRITERS = 4;
    private static final int MIN_LIFE_MILLIS = 300;
    private static final int MAX_LIFE_MILLIS = 2_000;

    @TempDir
    Path directory;

    private final long seed = Long.getLong("pawn.kill.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    private final List<LedgerWriter> writers = new ArrayList<>();
    private final List<Long> startMillis = new ArrayList<>();
    private ServerProcess server;

    @AfterEach
    void close() {
        threads.shutdownNow();
        server.close();
    }

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void nothingAcknowledgedIsLostNothingIsThereTwiceAndNobodyWithALiveClientShowsOffline() throws Exception {
        try (UdpPhone carol = new UdpPhone("carol");
                UdpPhone bob = new UdpPhone("bob")) {
            start();
            givenPeople();
            carol.register(server.sipPort());
            bob.register(server.sipPort());

            for (int round = 1; round <= ROUNDS; round++) {
                bob.register(server.sipPort());
                carol.publish(server.sipPort());
                writeAndKill(round);
                start();
                assertNotOffline("carol", round);
                assertNotOffline("bob", round);
                compareLedgers(round);
            }
        }
        report();
    }

    private void start() throws IOException {
        long from = System.nanoTime();
        // what is asked here is not who somebody is
        server = ServerProcess.start(directory.resolve("data"), Map.of("PAWN_SIP_AUTHENTICATION", "off"));
        startMillis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from));
    }

    private void givenPeople() throws Exception {
        addPerson("carol@example.com");
        addPerson("bob@example.com");
        for (int i = 0; i < WRITERS; i++) {
            LedgerWriter writer = new LedgerWriter("writer" + i + "@example.com");
            addPerson(writer.address());
            writers.add(writer);
        }
    }

    private void writeAndKill(int round) throws Exception {
        List<RestCalls> own = new ArrayList<>();
        for (LedgerWriter writer : writers) {
            String recipient = recipient(round, writer);
            addPerson(recipient);
            writer.writeTo(recipient);
            own.add(administrator().as(writer.address()));
        }
        List<Future<?>> streams = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            LedgerWriter writer = writers.get(i);
            RestCalls calls = own.get(i);
            Callable<Void> stream = () -> {
                writer.writeUntilKilled(calls);
                return null;
            };
            streams.add(threads.submit(stream));
        }
        assertThat(streams.get(0)) // the moment is the point: there is nothing to wait for but time
                .failsWithin(Duration.ofMillis(random.nextInt(MIN_LIFE_MILLIS, MAX_LIFE_MILLIS)))
                .withThrowableOfType(TimeoutException.class);
        server.kill();
        for (Future<?> stream : streams) {
            stream.get(30, TimeUnit.SECONDS);
        }
    }

    private void compareLedgers(int round) throws Exception {
        for (LedgerWriter writer : writers) {
            RestCalls own = administrator().as(writer.address());
            RestCalls ofRecipient = administrator().as(recipient(round, writer));
            writer.check(own, ofRecipient);
            writer.repeatUnanswered(own, ofRecipient);
        }
    }

    private void assertNotOffline(String user, int round) throws Exception {
        String availability = administrator()
                .get("/v1/presence/" + user + "@example.com")
                .get("availability")
                .asText();
        assertThat(availability)
                .as("%s after kill %d (seed %d)", user, round, seed)
                .isEqualTo("Available");
    }

    private void addPerson(String address) throws Exception {
        administrator().created("/v1/admin/people", Map.of("address", address));
    }

    private RestCalls administrator() throws IOException {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
        return new RestCalls(client, server.http().toString(), server.adminToken());
    }

    private static String recipient(int round, LedgerWriter writer) {
        return "round" + round + "-" + writer.address();
    }

    private void report() {
        int acknowledged = writers.stream().mapToInt(LedgerWriter::acknowledged).sum();
        System.out.printf(
                "kill -9: %d rounds, %d acknowledged writes, none lost; start-up %d ms on average, %d ms at most%n",
                ROUNDS,
                acknowledged,
                (long) startMillis.stream().mapToLong(Long::longValue).average().orElse(0),
                startMillis.stream().mapToLong(Long::longValue).max().orElse(0));
    }
}
