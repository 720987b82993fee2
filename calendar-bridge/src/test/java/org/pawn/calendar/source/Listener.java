package org.pawn.calendar.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Something on this machine that nobody outside shall reach: it counts connections, before a byte is said. */
public final class Listener implements AutoCloseable {
    private final ServerSocket socket;
    private final AtomicInteger connections = new AtomicInteger();

    /** On every address of this machine, IPv6 too. */
    public Listener() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getByName("::"));
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        Thread thread = new Thread(this::accept, "listener");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try (Socket guest = socket.accept()) {
                connections.incrementAndGet();
                guest.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException closed) {
                // the loop ends
            }
        }
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** How many came; one that was refused before it was made is none. */
    public int connections() {
        return connections.get();
    }

    /** Connects once itself, so that whoever came before has been counted. */
    public int connectionsAfterOurOwn() {
        int before = connections();
        try (Socket own = new Socket(InetAddress.getLoopbackAddress(), port())) {
            own.getInputStream().readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return Math.max(before, connections() - 1);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
