package org.pawn.server.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.server.sip.SipTestClient;

/** What no message may do: stop a thread. */
@Timeout(120)
final class SipTortureTest extends RunningWire {
    @ParameterizedTest
    @ValueSource(strings = {"UDP", "TCP"})
    void afterEveryTortureMessageOfRfc4475TheServerAnswers(String transport) throws IOException {
        Path folder = Path.of(System.getProperty("pawn.shared", "../shared"), "rfc4475");
        assumeThat(Files.isDirectory(folder))
                .as("skipped: %s is not present", folder)
                .isTrue();
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.filter(file -> file.toString().endsWith(".dat"))
                    .sorted()
                    .toList();
        }
        assertThat(files).hasSize(49);

        for (Path file : files) {
            try (SipTestClient torturer = client(transport);
                    SipTestClient other = client(transport)) {
                torturer.send(Files.readAllBytes(file));
                assertAlive(other);
            }
        }

        assertNoThreadStopped();
        await().untilAsserted(() -> assertThat(wire.connectionCount()).isZero());
    }

    @Test
    void mutatedMessagesStopNoThread() throws IOException {
        Random random = new Random(20300304);
        byte[] good;
        try (SipTestClient client = client("UDP")) {
            good = options(
                            client,
                            "mutant",
                            "Contact: \"A\" <sip:a@192.0.2.1;x=y>;q=0.5\r\nAuthorization: Digest username=\"a\"\r\n"
                                    + "Content-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello")
                    .getBytes(StandardCharsets.UTF_8);
        }
        try (SipTestClient prober = client("UDP");
                DatagramSocket mutants = new DatagramSocket()) {
            for (int round = 1; round <= 20_000; round++) {
                byte[] mutant = mutate(good, random);
                mutants.send(
                        new DatagramPacket(mutant, mutant.length, wire.plain().orElseThrow()));
                if (round % 500 == 0) {
                    assertAlive(prober);
                }
            }
        }
        try (SipTestClient prober = client("TCP")) {
            for (int round = 1; round <= 300; round++) {
                try (Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(),
                        wire.plain().orElseThrow().getPort())) {
                    socket.getOutputStream().write(mutate(good, random));
                }
                if (round % 50 == 0) {
                    assertAlive(prober);
                }
            }
        }

        assertNoThreadStopped();
    }

    /** All threads with which the wire began live, and there are no others. */
    private void assertNoThreadStopped() {
        await().untilAsserted(() -> assertThat(threads()).isEqualTo(ofThisWire));
    }

    private static byte[] mutate(byte[] good, Random random) {
        byte[] bytes = good.clone();
        for (int i = random.nextInt(6); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            int length = Math.min(random.nextInt(60), bytes.length - at);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> System.arraycopy(good, random.nextInt(good.length - length), bytes, at, length);
                case 2 -> bytes[at] = (byte) "<>;:,\"\\\r\n @%=".charAt(random.nextInt(13));
                default -> bytes = Arrays.copyOf(bytes, bytes.length - random.nextInt(20) - 1);
            }
        }
        return bytes;
    }
}
