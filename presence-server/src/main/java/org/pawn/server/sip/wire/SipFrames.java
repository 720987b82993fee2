package org.pawn.server.sip.wire;

/** Where the holder of a WebSocket brings what its client says (RFC 7118). Never blocks. */
public interface SipFrames {
    /** How many bytes the next message may have: few before the client has proved who it is. */
    int longest();

    /** One frame's content. {@code next} is run when the client may say more, and never once it is cut off. */
    void message(byte[] bytes, Runnable next);

    /** The connection is gone. */
    void closed();
}
