package org.pawn.server.sip.wire;

import java.util.Locale;

/** How a peer is connected (RFC 3261 section 18). */
public enum Transport {
    UDP,
    TCP,
    TLS;

    /** Whether a peer is its connection: answers and requests to it go down that one, never a new one. */
    public boolean isStream() {
        return this != UDP;
    }

    /** The value of a URI's {@code transport} parameter. */
    public String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }
}
