package org.pawn.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/** UDP sockets towards one server, each a device of its own to it, read by one thread. Sending is thread-safe. */
final class SipSockets implements AutoCloseable {
    private static final int BUFFER_BYTES = 1024 * 1024;

    /** What comes in, on the reading thread, with the moment at which it was read. */
    @FunctionalInterface
    interface Receiver {
        void received(int socket, SipMessage message, long nanos);
    }

    private final Receiver receiver;
    private final Selector selector;
    private final List<DatagramChannel> channels = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(65_536); // reading thread only
    private final Thread thread = new Thread(this::read, "bench-sip");

    /** @throws IllegalArgumentException if the server is not on loopback */
    SipSockets(InetSocketAddress server, int count, Receiver receiver) throws IOException {
        Loopback.require(server);
        this.receiver = receiver;
        this.selector = Selector.open();
        for (int i = 0; i < count; i++) {
            DatagramChannel channel = DatagramChannel.open();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
            channel.bind(new InetSocketAddress(server.getAddress(), 0));
            channel.connect(server);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, i);
            channels.add(channel);
        }
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    int count() {
        return channels.size();
    }

    /** {@code 127.0.0.1:PORT} of that socket. */
    String address(int socket) {
        try {
            InetSocketAddress local = (InetSocketAddress) channels.get(socket).getLocalAddress();
            return local.getAddress().getHostAddress() + ":" + local.getPort();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    void send(int socket, byte[] bytes) {
        try {
            channels.get(socket).write(ByteBuffer.wrap(bytes));
        } catch (IOException refused) {
            // as lost as any datagram: it is sent again, or counted as not answered
        }
    }

    private void read() {
        try {
            while (selector.isOpen()) {
                selector.select(this::drain);
            }
        } catch (IOException | ClosedSelectorException over) {
            // closed
        }
    }

    private void drain(SelectionKey key) {
        DatagramChannel channel = (DatagramChannel) key.channel();
        int socket = (Integer) key.attachment();
        try {
            while (channel.isOpen() && channel.read(buffer.clear()) > 0) {
                long nanos = System.nanoTime();
                receiver.received(socket, SipMessage.read(buffer.flip()), nanos);
            }
        } catch (IOException refused) {
            // an ICMP error of an earlier datagram
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
        for (DatagramChannel channel : channels) {
            channel.close();
        }
    }
}
