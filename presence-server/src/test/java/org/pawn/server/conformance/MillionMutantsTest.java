package org.pawn.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.pawn.time.SettableTime;

/** Row T15 at its full size: a million messages of which hardly one is whole, to the whole server. */
@Tag("slow")
@EnabledIfSystemProperty(named = "pawn.long", matches = "true")
final class MillionMutantsTest {
    private static final int DATAGRAMS = 900_000;
    private static final int ON_STREAMS = 100_000;
    private static final int TOGETHER = 100; // until an answer is waited for, so that the system drops none
    private static final int ON_ONE_CONNECTION = 10;
    private static final long MOST_LEFT = 16L * 1024 * 1024;

    private final Random random = new Random(20300304);
    private final SettableTime time = new SettableTime(Instant.parse("2030-03-04T09:00:00Z"));

    @Test
    void t15NoneOfAMillionMutantsStopsAThreadOrStaysInMemory() throws IOException {
        try (House house = new House(Map.of(), time)) {
            List<byte[]> good = good(house);
            datagrams(house, good, DATAGRAMS / 5); // what is loaded once is loaded, and what is kept in bounds is full
            streams(house, good, ON_STREAMS / 5);
            Set<Thread> threads = serverThreads();
            long before = heap();
            long began = System.nanoTime();

            datagrams(house, good, DATAGRAMS);
            streams(house, good, ON_STREAMS);

            Duration took = Duration.ofNanos(System.nanoTime() - began);
            assertThat(threads).allMatch(Thread::isAlive);
            for (Over over : Over.values()) {
                assertThat(house.phone(over).registered().heardUntilAnswered())
                        .as(over.name())
                        .isEmpty();
            }
            house.closePhones();
            long after = heap();
            System.out.printf(
                    "T15: %,d mutants in %d s, heap %,d KiB before and %,d KiB after, %d threads%n",
                    DATAGRAMS + ON_STREAMS, took.toSeconds(), before / 1024, after / 1024, threads.size());
            assertThat(after - before).isLessThan(MOST_LEFT);
        }
    }

    /** One of each method, signed with a challenge of the server's own, so that mutants come far. */
    private static List<byte[]> good(House house) {
        Phone phone = house.phone(Over.UDP);
        Phone other = house.phone(Over.TCP).registered();
        return List.of(
                        phone.register(600),
                        phone.publish("open"),
                        phone.subscribe(other, 600),
                        phone.message(other, "hello"),
                        phone.request("INVITE", other.address()).body("application/sdp", "v=0"),
                        phone.request("REFER", other.address()).with("Refer-To", "<" + phone.address() + ">"),
                        phone.options())
                .stream()
                .map(request -> phone.signed(request).text().getBytes(StandardCharsets.UTF_8))
                .collect(Collectors.toList());
    }

    private void datagrams(House house, List<byte[]> good, int count) throws IOException {
        Phone prober = house.stranger(Over.UDP);
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(10_000);
            byte[] answer = new byte[65_535];
            for (int sent = 1; sent <= count; sent++) {
                byte[] mutant = mutate(good.get(random.nextInt(good.size())));
                socket.send(new DatagramPacket(mutant, mutant.length, house.plain()));
                if (sent % TOGETHER == 0) {
                    String probe = prober.options().text();
                    String branch = Heard.parameter(new Heard(probe).the("Via"), "branch");
                    byte[] bytes = probe.getBytes(StandardCharsets.UTF_8);
                    socket.send(new DatagramPacket(bytes, bytes.length, house.plain()));
                    DatagramPacket heard = new DatagramPacket(answer, answer.length);
                    do {
                        socket.receive(heard); // no answer within its time fails the test
                    } while (!new String(answer, 0, heard.getLength(), StandardCharsets.UTF_8).contains(branch));
                    time.advance(Duration.ofMillis(10));
                }
            }
        }
    }

    private void streams(House house, List<byte[]> good, int count) throws IOException {
        for (int sent = 0; sent < count; sent += ON_ONE_CONNECTION) {
            try (Socket socket =
                    new Socket(house.plain().getAddress(), house.plain().getPort())) {
                for (int i = 0; i < ON_ONE_CONNECTION; i++) {
                    socket.getOutputStream().write(mutate(good.get(random.nextInt(good.size()))));
                }
            } catch (IOException cutOff) {
                time.advance(Duration.ofMillis(10)); // the server had enough of it
            }
            if (sent % (1000 * ON_ONE_CONNECTION) == 0) {
                Phone prober = house.stranger(Over.TCP);
                assertThat(prober.ask(prober.options()).status()).isEqualTo(200);
                prober.close();
            }
        }
    }

    /** Those that serve messages; others come and go. */
    private static Set<Thread> serverThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("pawn-(sip-.*|lane-.*|timers|disk-.*|write-behind.*)"))
                .collect(Collectors.toSet());
    }

    /** What is in use when all that was to be forgotten is. */
    private long heap() {
        for (int i = 0; i < 20; i++) {
            time.advance(Duration.ofMinutes(1));
            System.gc(); // gives the threads that send time to end what the clock has ended
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private byte[] mutate(byte[] good) {
        byte[] bytes = good.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            int length = Math.min(random.nextInt(60), bytes.length - at);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> System.arraycopy(good, random.nextInt(good.length - length), bytes, at, length);
                case 2 -> bytes[at] = (byte) "<>;:,\"\\\r\n @%=".charAt(random.nextInt(13));
                case 3 -> bytes[at] = (byte) (bytes[at] ^ 1 << random.nextInt(8));
                default -> bytes = Arrays.copyOf(bytes, bytes.length - random.nextInt(bytes.length / 20) - 1);
            }
            if (bytes.length < 100) {
                return bytes;
            }
        }
        return bytes;
    }
}
