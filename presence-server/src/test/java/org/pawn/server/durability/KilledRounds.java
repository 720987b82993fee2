package org.pawn.server.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.pawn.server.main.ServerProcess;

/**
 * One server that is killed at random moments of a stream of contact-list and message writes, and started again on the
 * same directory, time after time.
 */
final class KilledRounds implements AutoCloseable {
    private static final int WRITERS = 4;
    private static final int MIN_LIFE_MILLIS = 300;
    private static final int MAX_LIFE_MILLIS = 2_000;

    private final Path directory;
    private final long seed;
    private final Random random;
    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    private final List<LedgerWriter> writers = new ArrayList<>();
    private final List<Long> startMillis = new ArrayList<>();
    private Optional<ServerProcess> running = Optional.empty();

    KilledRounds(Path directory, long seed) {
        this.directory = directory;
        this.seed = seed;
        this.random = new Random(seed);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        running.ifPresent(ServerProcess::close);
    }

    private ServerProcess server() {
        return running.orElseThrow();
    }

    /** Fails as soon as something acknowledged is lost or there twice, or somebody with a live client is Offline. */
    KilledRounds run(int rounds) throws Exception {
        try (UdpPhone carol = new UdpPhone("carol");
                UdpPhone bob = new UdpPhone("bob")) {
            start();
            givenPeople();
            carol.register(server().sipPort());
            bob.register(server().sipPort());

            for (int round = 1; round <= rounds; round++) {
                bob.register(server().sipPort());
                carol.publish(server().sipPort());
                writeAndKill(round);
                start();
                assertNotOffline("carol", round);
                assertNotOffline("bob", round);
                compareLedgers(round);
            }
        }
        return this;
    }

    int acknowledged() {
        return writers.stream().mapToInt(LedgerWriter::acknowledged).sum();
    }

    List<Long> startMillis() {
        return startMillis;
    }

    private void start() throws IOException {
        long from = System.nanoTime();
        // what is asked here is not who somebody is
        running = Optional.of(ServerProcess.start(directory.resolve("data"), Map.of("PAWN_SIP_AUTHENTICATION", "off")));
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
        server().kill();
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
        return new RestCalls(client, server().http().toString(), server().adminToken());
    }

    private static String recipient(int round, LedgerWriter writer) {
        return "round" + round + "-" + writer.address();
    }
}
