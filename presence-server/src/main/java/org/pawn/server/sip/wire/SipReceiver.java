package org.pawn.server.sip.wire;

/** The upper floor as the lower one sees it. Called on worker threads, in order for one peer. */
public interface SipReceiver {
    /** A well-formed request, neither an ACK nor a CANCEL; whatever it throws becomes a 500. */
    void received(SipRequest request, SipResponder responder);

    /** An ACK that belongs to no refusal of ours: that of a 2xx, which goes on (RFC 3261 section 13.2.2.4). */
    void acknowledged(SipRequest ack);

    /** A connection is gone; nothing can be sent to that peer any more. */
    void flowLost(SipPeer peer);
}
