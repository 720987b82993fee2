package org.pawn.server.sip.wire;

/** The {@code sips:} scheme: each hop is to be by TLS (RFC 3261 section 26.2.2), or the request ends (RFC 5630). */
public final class SecureUri {
    private SecureUri() {}

    public static boolean isOne(String uri) {
        return uri.regionMatches(true, 0, "sips:", 0, 5);
    }

    /** What the request asks for cannot be kept (RFC 5630 section 6.1). */
    public static SipResponse refusal(String domain) {
        return SipResponse.of(480, "Temporarily Unavailable")
                .with("Warning", "380 " + domain + " \"SIPS Not Allowed\"");
    }
}
