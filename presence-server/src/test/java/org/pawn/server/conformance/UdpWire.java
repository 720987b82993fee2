package org.pawn.server.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** A datagram a message. */
final class UdpWire implements Wire {
    private static final int MAX_DATAGRAM = 65_535;

    private final InetSocketAddress server;
    private final DatagramSocket socket;
    private final Inbox inbox = new Inbox();

    UdpWire(InetSocketAddress server) {
        this.server = server;
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread reader = new Thread(this::read, "conformance-udp");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[MAX_DATAGRAM], MAX_DATAGRAM);
                socket.receive(packet);
                inbox.add(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
            }
        } catch (IOException closed) {
            inbox.end();
        }
    }

    @Override
    public void send(byte[] bytes) {
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, server));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public Optional<String> receive(Duration patience) {
        return inbox.next(patience);
    }

    @Override
    public String host() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public boolean isClosedByServer(Duration patience) {
        return false; // nobody closes a datagram socket from afar
    }

    @Override
    public void close() {
        socket.close();
    }
}
