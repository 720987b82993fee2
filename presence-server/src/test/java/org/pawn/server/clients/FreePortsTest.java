package org.pawn.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** What real clients are told to listen on is theirs alone. */
final class FreePortsTest {
    @Test
    void aPortAndTheNextAreFreeForBothTransportsAndGivenOnce() throws IOException {
        int first = FreePorts.next();
        int second = FreePorts.next();

        assertThat(second).isNotIn(first, first + 1);
        assertThat(first).as("outside of what connections take").isLessThan(32_768);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        for (int port : new int[] {first, first + 1}) {
            try (ServerSocket stream = new ServerSocket(port, 1, loopback);
                    DatagramSocket datagrams = new DatagramSocket(port, loopback)) {
                assertThat(stream.getLocalPort()).isEqualTo(datagrams.getLocalPort());
            }
        }
    }

    @Test
    void aPortWhoseNextIsTakenIsPassedOver() throws IOException {
        int before = FreePorts.next();
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket taken = new ServerSocket(before + 3, 1, loopback)) {
            assertThat(FreePorts.next()).isNotIn(taken.getLocalPort() - 1, taken.getLocalPort());
        }
    }
}
