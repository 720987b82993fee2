package org.pawn.server.sip.wire;

/**
 * The one way to answer one request. Thread-safe; only the first final answer counts, but each 2xx to an INVITE passes
 * (RFC 6026 section 7.1).
 */
@FunctionalInterface
public interface SipResponder {
    void answer(SipResponse response);

    /** Run once, on a thread of the wire floor, if the sender takes an INVITE back before it has its final answer. */
    default void onCancel(Runnable action) {}
}
