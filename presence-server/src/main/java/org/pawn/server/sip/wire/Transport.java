package org.pawn.server.sip.wire;

import java.util.Locale;

/** How a peer is connected (RFC 3261 section 18, RFC 7118). */
public enum Transport {
    UDP,
    TCP,
    TLS,
    WS,
    WSS;

    /** Whether a peer is its connection: answers and requests to it go down that one, never a new one. */
    public boolean isStream() {
        return this != UDP;
    }

    /** Whether TLS protects it to our own port. */
    public boolean isSecure() {
        return this == TLS || this == WSS;
    }

    /** Whether it is a WebSocket: one message a frame (RFC 7118). */
    public boolean isFramed() {
        return this == WS || this == WSS;
    }

    /** The value of a URI's {@code transport} parameter; one for both kinds of WebSocket (RFC 7118 section 5.2.2). */
    public String parameter() {
        return isFramed() ? "ws" : name().toLowerCase(Locale.ROOT);
    }
}
