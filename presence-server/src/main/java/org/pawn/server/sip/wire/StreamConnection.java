package org.pawn.server.sip.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's TCP or TLS connection: its framing, its life, its way out. */
final class StreamConnection {
    private static final Logger LOG = LoggerFactory.getLogger(StreamConnection.class);
    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final int KEEP_ALIVE_INTERVAL_SECONDS = 10;
    private static final int KEEP_ALIVE_PROBES = 2;

    /** The socket below, plain or encrypted. */
    interface Socket {
        void write(byte[] bytes) throws IOException;

        void close();
    }

    /** Where what a connection brings goes. Called on the selector's thread: must only hand over. */
    interface Owner {
        void opened(StreamConnection connection);

        void message(StreamConnection connection, byte[] bytes);

        /** The bytes after which nothing can be read any more. */
        void broken(StreamConnection connection, byte[] bytes);

        void closed(StreamConnection connection);
    }

    private final SipPeer peer;
    private final Socket socket;
    private final Owner owner;
    private final StreamFramer framer;
    private boolean dead; // selector's thread only
    private volatile boolean proved;
    private volatile boolean open = true;

    StreamConnection(SipPeer peer, Socket socket, Owner owner) {
        this.peer = peer;
        this.socket = socket;
        this.owner = owner;
        this.framer = new StreamFramer(bytes -> owner.message(this, bytes), this::write);
    }

    /** A vanished host is noticed by the kernel within a minute (30 s idle, then 2 probes 10 s apart). */
    static void tune(SocketChannel channel) {
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            Set<SocketOption<?>> supported = channel.supportedOptions();
            if (supported.contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
                channel.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, KEEP_ALIVE_SECONDS);
                channel.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, KEEP_ALIVE_INTERVAL_SECONDS);
                channel.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, KEEP_ALIVE_PROBES);
            }
        } catch (IOException | UnsupportedOperationException refused) {
            LOG.debug("a socket took no keep-alive", refused);
        }
    }

    static SipPeer peerOf(Transport transport, SocketChannel channel) throws IOException {
        if (channel.getRemoteAddress() instanceof InetSocketAddress address) {
            return new SipPeer(transport, address);
        }
        throw new IOException("the connection is gone already");
    }

    SipPeer peer() {
        return peer;
    }

    boolean isProved() {
        return proved;
    }

    /** True the first time. */
    synchronized boolean prove() {
        boolean first = !proved;
        proved = true;
        return first;
    }

    /** Takes plain bytes off the wire; never throws. */
    void read(byte[] bytes) {
        if (dead) {
            return;
        }
        try {
            framer.add(bytes, 0, bytes.length);
        } catch (MalformedMessage broken) {
            dead = true;
            owner.broken(this, framer.heldBytes());
        } catch (OutOfMemoryError fatal) {
            throw fatal;
        } catch (Throwable failure) { // the selector's thread serves all connections
            dead = true;
            LOG.error("reading a connection failed", failure);
            close();
        }
    }

    /** False when the connection is gone. */
    boolean write(byte[] bytes) {
        if (!open) {
            return false;
        }
        try {
            synchronized (socket) { // TLS records of two messages must not mix; queues only, never waits
                socket.write(bytes);
            }
            return true;
        } catch (IOException | RuntimeException gone) {
            LOG.debug("{} took no bytes", peer, gone);
            return false;
        }
    }

    void close() {
        socket.close();
    }

    /** Told by the socket, on whatever thread closed it; more than once perhaps. */
    void closed() {
        if (open) {
            open = false;
            owner.closed(this);
        }
    }
}
