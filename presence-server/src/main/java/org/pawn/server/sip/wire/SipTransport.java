package org.pawn.server.sip.wire;

import java.util.function.Consumer;

/** The way out to clients. Nothing here blocks or throws for a peer's sake. Thread-safe. */
public interface SipTransport {
    /**
     * Sends a request in a transaction of its own, over UDP with retransmissions. {@code whenDone} is called exactly
     * once, on a thread of the wire floor or the caller's own; it must not block.
     */
    void send(SipOutbound request, Consumer<SipAnswer> whenDone);

    /**
     * Sends on what somebody else said, in a transaction of its own; an INVITE with the rules of section 17.1.1.
     *
     * @param answers all answers as they come, on threads of the wire floor: must not block. One final answer, or for an
     *     INVITE several 2xx; {@link SipAnswer#TIMED_OUT} and {@link SipAnswer#NOT_SENT} without header fields are ours
     */
    Forwarded forward(SipForward request, Consumer<SipRelayed> answers);

    /** Sends on an ACK, which has no answer (RFC 3261 section 16.11). */
    void forwardAck(SipForward ack);

    /** The {@code host:port} at which that peer reaches us, for Contact headers. */
    String addressFor(SipPeer peer);

    /** The peer has proved who it is: its connection may stay. */
    void proved(SipPeer peer);
}
