package org.pawn.server.sip.wire;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the bytes that a TCP or TLS connection brings and hands on the messages in them. The selector's thread only. */
final class StreamReader {
    private static final Logger LOG = LoggerFactory.getLogger(StreamReader.class);

    private final Connection connection;
    private final Connection.Owner owner;
    private final StreamFramer framer;
    private boolean dead;

    StreamReader(Connection connection, Connection.Owner owner) {
        this.connection = connection;
        this.owner = owner;
        this.framer = new StreamFramer(
                bytes -> owner.message(connection, bytes, () -> {}),
                connection::write,
                () -> owner.longest(connection));
    }

    /** Plain bytes off the wire; never throws. */
    void read(byte[] bytes) {
        if (dead) {
            return;
        }
        try {
            framer.add(bytes, 0, bytes.length);
        } catch (MalformedMessage broken) {
            dead = true;
            owner.broken(connection, framer.heldBytes(), broken);
        } catch (OutOfMemoryError fatal) {
            throw fatal;
        } catch (Throwable failure) { // the selector's thread serves all connections
            dead = true;
            LOG.error("reading a connection failed", failure);
            connection.close();
        }
    }
}
