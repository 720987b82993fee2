package org.pawn.server.conformance;

import java.time.Duration;
import java.util.Optional;

/** What carries a client's bytes to the server and the server's messages back. */
interface Wire extends AutoCloseable {
    void send(byte[] bytes);

    /** The next message as it came; empty when none came in time, or the wire is cut. */
    Optional<String> receive(Duration patience);

    /** The client's own host and port, as it would write them in Via and Contact. */
    String host();

    /** Whether the server has closed it; waits for that. */
    boolean isClosedByServer(Duration patience);

    @Override
    void close();
}
