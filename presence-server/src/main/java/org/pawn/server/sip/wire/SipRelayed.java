package org.pawn.server.sip.wire;

import java.util.List;

/**
 * An answer from the network to a request of ours, as it came, or one that stands for none.
 *
 * @param reason may be empty
 * @param headers those of the peer, our Via first; none where the answer is our own
 */
public record SipRelayed(int status, String reason, SipHeaders headers, byte[] body) {
    private static final SipHeaders NO_FIELDS = new SipHeaders(List.of());
    private static final byte[] NO_BODY = new byte[0];

    /** No final answer came in time (RFC 3261 sections 16.7, 16.8: timers B, C and F). */
    static SipRelayed timedOut() {
        return own(SipAnswer.TIMED_OUT, "Request Timeout");
    }

    /** The connection is gone, or too much is outstanding (RFC 3261 section 16.9). */
    static SipRelayed notSent() {
        return own(SipAnswer.NOT_SENT, "");
    }

    /** A peer's, of which nothing but the status is to be known. */
    static SipRelayed bare(int status) {
        return own(status, "");
    }

    private static SipRelayed own(int status, String reason) {
        return new SipRelayed(status, reason, NO_FIELDS, NO_BODY);
    }

    /** The same answer with these header fields. */
    public SipRelayed with(List<SipHeader> fields) {
        return new SipRelayed(status, reason, new SipHeaders(fields), body);
    }

    public boolean isProvisional() {
        return status > 0 && status < 200;
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }
}
