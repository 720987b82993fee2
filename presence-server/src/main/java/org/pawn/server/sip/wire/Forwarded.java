package org.pawn.server.sip.wire;

/** A request that was sent on and has no final answer yet. Thread-safe. */
@FunctionalInterface
public interface Forwarded {
    /**
     * Asks the peer to give up (RFC 3261 section 9.1), once it has said that it works on it; it still answers, with 487
     * for the most part. Asking again does nothing.
     */
    void cancel();
}
