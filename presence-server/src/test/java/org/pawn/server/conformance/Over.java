package org.pawn.server.conformance;

import java.util.Locale;

/** The transports that the server speaks, by the name that Via gives each (RFC 3261 section 18, RFC 7118). */
enum Over {
    UDP,
    TCP,
    TLS,
    WS;

    boolean isStream() {
        return this == TCP || this == TLS;
    }

    /** What a Contact says of it; UDP needs no word. */
    String parameter() {
        return this == UDP ? "" : ";transport=" + name().toLowerCase(Locale.ROOT);
    }
}
