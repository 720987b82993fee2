package org.pawn.server.sip.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A UDP socket and the thread that reads it into one buffer and handles what came, in order. Several may share a port
 * where the system deals the peers out among them, one peer to one socket. Writing never waits: like the network, it
 * may lose.
 */
final class UdpSocket {
    private static final Logger LOG = LoggerFactory.getLogger(UdpSocket.class);
    private static final int LARGEST_DATAGRAM = 65_535;
    private static final int SOCKET_BUFFER = 4 * 1024 * 1024;

    /** What comes in. */
    @FunctionalInterface
    interface Input {
        void datagram(InetSocketAddress from, byte[] bytes);
    }

    private final DatagramChannel channel;
    private final Selector selector;
    private final Input input;
    private final Thread reader;
    private volatile boolean open = true;

    private UdpSocket(DatagramChannel channel, Selector selector, int number, Input input) {
        this.channel = channel;
        this.selector = selector;
        this.input = input;
        this.reader = new Thread(this::run, "pawn-sip-udp-" + number);
        reader.setDaemon(true);
    }

    /** Whether several sockets can share a port, each with peers of its own. */
    static boolean canShare() {
        try (DatagramChannel probe = DatagramChannel.open()) {
            return System.getProperty("os.name", "").equals("Linux")
                    && probe.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT);
        } catch (IOException none) {
            return false;
        }
    }

    /** @param shared whether others bind the port as well */
    static UdpSocket open(InetSocketAddress at, boolean shared, int number, Input input) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER);
            if (shared) {
                channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            }
            channel.bind(at);
            channel.configureBlocking(false);
            Selector selector = Selector.open();
            channel.register(selector, SelectionKey.OP_READ);
            return new UdpSocket(channel, selector, number, input);
        } catch (IOException | RuntimeException refused) {
            channel.close();
            throw refused;
        }
    }

    void start() {
        reader.start();
    }

    InetSocketAddress local() {
        return (InetSocketAddress) channel.socket().getLocalSocketAddress();
    }

    private void run() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);
        while (open) {
            try {
                read(buffer);
            } catch (IOException failure) {
                if (open) {
                    LOG.debug("receiving failed", failure); // an ICMP error of an earlier send, say
                }
            } catch (OutOfMemoryError fatal) {
                throw fatal; // ends the process: never a half-dead listener
            } catch (Throwable failure) { // nothing that a peer sends may stop the thread
                LOG.error("a datagram could not be handled", failure);
            }
        }
    }

    private void read(ByteBuffer buffer) throws IOException {
        buffer.clear();
        if (channel.receive(buffer) instanceof InetSocketAddress from) {
            byte[] bytes = new byte[buffer.flip().remaining()];
            buffer.get(bytes);
            input.datagram(from, bytes);
        } else {
            selector.select();
            selector.selectedKeys().clear();
        }
    }

    /** Best effort; on any thread. */
    void write(InetSocketAddress to, byte[] bytes) {
        try {
            if (channel.send(ByteBuffer.wrap(bytes), to) == 0) {
                LOG.debug("the socket's buffer is full: a datagram is lost");
            }
        } catch (IOException | RuntimeException failure) { // port 0, say
            LOG.debug("sending failed", failure);
        }
    }

    /** Waits for what is being handled, for at most two seconds. */
    void stop() {
        open = false;
        selector.wakeup();
        try {
            if (reader.isAlive() && Thread.currentThread() != reader) {
                reader.join(2_000);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        try {
            selector.close();
            channel.close();
        } catch (IOException gone) {
            LOG.debug("closing failed", gone);
        }
    }
}
