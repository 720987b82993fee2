package org.pawn.rest.websocket;

import java.io.IOException;
import java.net.InetSocketAddress;

/** A protocol that another edge speaks over WebSockets on our ports. The root hands it to us; we know nothing of it. */
public interface WebSocketEndpoint {
    /** Where it is mounted, {@code /sip}. */
    String path();

    /** The sub-protocol that a client must ask for (RFC 6455 section 1.9). */
    String protocol();

    /** A client is there. Called on a thread of the HTTP server: must not block. */
    Inbound opened(Client client, Outbound out);

    /**
     * Who opened it.
     *
     * @param address the client's, or what a trusted proxy says it is; its port tells its connections apart
     * @param secure whether TLS ends at our own port
     * @param reachedAt the {@code host:port} that the client asked for
     */
    record Client(InetSocketAddress address, boolean secure, String reachedAt) {}

    /** What the client brings. Called by one thread at a time: must only hand over. */
    interface Inbound {
        /** How many bytes the next message may have; a longer one ends the connection with 1009. */
        int longest();

        /** A whole message, text or binary. The next one is read only after {@code next} was run, once. */
        void message(byte[] message, Runnable next);

        /** The connection is gone, however it went. Once. */
        void closed();
    }

    /** The way to the client. Thread-safe; never waits for the network. */
    interface Outbound {
        /**
         * Queues a whole message: as text if it is UTF-8, else as binary.
         *
         * @throws IOException if the connection is gone, or the client reads so slowly that it was ended
         */
        void send(byte[] message) throws IOException;

        /** Ends the connection with a code of RFC 6455 section 7.4. */
        void close(int code);
    }
}
