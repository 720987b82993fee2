package org.pawn.server.sip.wire;

import java.io.IOException;

/** The way out of a connection, from whoever holds it: jain-sip's channel, or a WebSocket. */
public interface SipSocket {
    /**
     * Takes one whole message and never waits for the network.
     *
     * @throws IOException if the connection is gone
     */
    void write(byte[] bytes) throws IOException;

    void close();
}
