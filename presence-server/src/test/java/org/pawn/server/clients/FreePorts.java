package org.pawn.server.clients;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for programs that must be told theirs. They lie below those that the system gives to whoever connects, or one
 * could be taken until its program comes to it; each is handed out once, and the next one is free, too: baresip takes
 * it for TLS without being asked, and leaves when it cannot.
 */
final class FreePorts {
    private static final int FIRST = 20_000;
    private static final int PAIRS = 6_000;
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(PAIRS));

    private FreePorts() {}

    /** An even port on loopback that nobody has, neither for TCP nor for UDP, nor the one after it. */
    static int next() {
        for (int tried = 0; tried < PAIRS; tried++) {
            int port = FIRST + 2 * Math.floorMod(NEXT.getAndIncrement(), PAIRS);
            if (isFree(port) && isFree(port + 1)) {
                return port;
            }
        }
        throw new IllegalStateException("no port is free");
    }

    private static boolean isFree(int port) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (ServerSocket stream = new ServerSocket();
                DatagramSocket datagrams = new DatagramSocket(null)) {
            stream.bind(address);
            datagrams.bind(address);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
