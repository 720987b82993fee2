package org.pawn.server.sip.wire;

/** The upper floor as the lower one sees it. Called on worker threads, in order for one peer. */
public interface SipReceiver {
    /** A well-formed request, never an ACK; whatever it throws becomes a 500. */
    void received(SipRequest request, SipResponder responder);

    /** A connection is gone; nothing can be sent to that peer any more. */
    void flowLost(SipPeer peer);
}
