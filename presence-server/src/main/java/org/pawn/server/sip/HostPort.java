package org.pawn.server.sip;

import java.util.Locale;
import org.pawn.server.sip.wire.SipHeaders;

/**
 * Where a SIP URI points (RFC 3261 section 19.1.1).
 *
 * @param host in lower case, an IPv6 address in its brackets; empty where the URI has none
 * @param port the usual one of its scheme where it names none; -1 where it is no port
 */
record HostPort(String host, int port) {
    private static final int USUAL = 5060;
    private static final int USUAL_TLS = 5061;
    private static final int HIGHEST = 65_535;

    static HostPort of(String uri) {
        String rest = uri.substring(Math.max(uri.indexOf(':'), uri.lastIndexOf('@')) + 1);
        int end = rest.startsWith("[") ? rest.indexOf(']') + 1 : 0;
        while (end < rest.length() && ":;?".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        String host = rest.substring(0, end).toLowerCase(Locale.ROOT);
        if (!rest.startsWith(":", end)) {
            return new HostPort(host, uri.regionMatches(true, 0, "sips:", 0, 5) ? USUAL_TLS : USUAL);
        }
        String port = rest.substring(end + 1).split("[;?]", 2)[0];
        return new HostPort(
                host,
                SipHeaders.number(port).filter(number -> number <= HIGHEST).orElse(-1));
    }
}
