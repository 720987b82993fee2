package org.pawn.server.sip.wire;

import java.util.function.Consumer;

/** The way out to clients. Nothing here blocks or throws for a peer's sake. Thread-safe. */
public interface SipTransport {
    /**
     * Sends a request in a transaction of its own, over UDP with retransmissions. {@code whenDone} is called exactly
     * once, on a thread of the wire floor or the caller's own; it must not block.
     */
    void send(SipOutbound request, Consumer<SipAnswer> whenDone);

    /** The {@code host:port} at which that peer reaches us, for Contact headers. */
    String addressFor(SipPeer peer);

    /** The peer has proved who it is: its connection may stay. */
    void proved(SipPeer peer);
}
