package org.pawn.server.sip.wire;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's connection, whatever carries it: its life and its way out. Thread-safe. */
final class Connection {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /** Where what a connection brings goes. Called on the thread that reads it: must only hand over. */
    interface Owner {
        void opened(Connection connection);

        /** {@code handled} is run once the message is; it is not when the connection is closed instead. */
        void message(Connection connection, byte[] bytes, Runnable handled);

        /** How many bytes one message may have: few before the peer has proved who it is. */
        int longest(Connection connection);

        /** The bytes after which nothing can be read any more. */
        void broken(Connection connection, byte[] bytes, MalformedMessage why);

        void closed(Connection connection);
    }

    private final SipPeer peer;
    private final String reachedAt;
    private final SipSocket socket;
    private final Owner owner;
    private volatile boolean proved;
    private volatile boolean open = true;

    /** @param reachedAt the {@code host:port} at which the client reached us */
    Connection(SipPeer peer, String reachedAt, SipSocket socket, Owner owner) {
        this.peer = peer;
        this.reachedAt = reachedAt;
        this.socket = socket;
        this.owner = owner;
    }

    SipPeer peer() {
        return peer;
    }

    String reachedAt() {
        return reachedAt;
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
        synchronized (this) {
            if (!open) {
                return;
            }
            open = false;
        }
        owner.closed(this);
    }
}
