package org.pawn.server.sip.wire;

/** The one way to answer one request. Thread-safe; only the first final answer counts. */
@FunctionalInterface
public interface SipResponder {
    void answer(SipResponse response);
}
