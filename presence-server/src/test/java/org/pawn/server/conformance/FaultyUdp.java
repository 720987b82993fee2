package org.pawn.server.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bad network between one client and the server: of the datagrams a fifth is lost, a tenth comes twice, all are late by
 * up to 40 ms and so overtake each other. The dice are seeded; of one Call-ID no two in succession are lost one way.
 */
final class FaultyUdp implements AutoCloseable {
    private static final Pattern CALL_ID = Pattern.compile("(?im)^(?:call-id|i) *: *(.*)$");
    private static final int MAX_DATAGRAM = 65_535;
    private static final int LEAST_MILLIS = 0;
    private static final int MOST_MILLIS = 40;

    private final InetSocketAddress server;
    private final int leastMillis;
    private final int mostMillis;
    private final DatagramSocket towardsClient = socket();
    private final DatagramSocket towardsServer = socket();
    private final ScheduledExecutorService late = Executors.newSingleThreadScheduledExecutor();
    private final Random dice; // guarded by this
    private final Map<String, Boolean> lostLast = new HashMap<>(); // guarded by this
    private volatile SocketAddress client = new InetSocketAddress(0);
    private int lost; // guarded by this

    FaultyUdp(InetSocketAddress server, long seed) {
        this(server, seed, LEAST_MILLIS, MOST_MILLIS);
    }

    /** As late as that. */
    FaultyUdp(InetSocketAddress server, long seed, int leastMillis, int mostMillis) {
        this.server = server;
        this.leastMillis = leastMillis;
        this.mostMillis = mostMillis;
        this.dice = new Random(seed);
        start(towardsClient, towardsServer, true);
        start(towardsServer, towardsClient, false);
    }

    /** Where the client sends to. */
    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), towardsClient.getLocalPort());
    }

    synchronized int lost() {
        return lost;
    }

    private static DatagramSocket socket() {
        try {
            return new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void start(DatagramSocket from, DatagramSocket to, boolean upwards) {
        Thread reader = new Thread(() -> pump(from, to, upwards), "faulty-udp");
        reader.setDaemon(true);
        reader.start();
    }

    private void pump(DatagramSocket from, DatagramSocket to, boolean upwards) {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[MAX_DATAGRAM], MAX_DATAGRAM);
                from.receive(packet);
                if (upwards) {
                    client = packet.getSocketAddress();
                }
                byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
                for (int copy = copies(bytes, upwards); copy > 0; copy--) {
                    late.schedule(() -> pass(to, bytes, upwards ? server : client), delay(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (IOException | java.util.concurrent.RejectedExecutionException closed) {
            // the test is over
        }
    }

    private synchronized int copies(byte[] bytes, boolean upwards) {
        Matcher callId = CALL_ID.matcher(new String(bytes, StandardCharsets.UTF_8));
        String key = upwards + (callId.find() ? callId.group(1) : "");
        boolean loses = dice.nextInt(100) < 20 && !lostLast.getOrDefault(key, false);
        lostLast.put(key, loses);
        if (loses) {
            lost++;
            return 0;
        }
        return dice.nextInt(100) < 10 ? 2 : 1;
    }

    private synchronized int delay() {
        return leastMillis + dice.nextInt(mostMillis - leastMillis);
    }

    private static void pass(DatagramSocket to, byte[] bytes, SocketAddress where) {
        try {
            to.send(new DatagramPacket(bytes, bytes.length, where));
        } catch (IOException closed) {
            // the test is over
        }
    }

    @Override
    public void close() {
        late.shutdownNow();
        towardsClient.close();
        towardsServer.close();
    }
}
