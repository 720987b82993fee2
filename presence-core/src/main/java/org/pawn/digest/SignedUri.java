package org.pawn.digest;

import java.util.Locale;

/**
 * Whether a digest's {@code uri} names the request's URI (RFC 7616 section 3.4.6, RFC 3261 section 22.4 rule 5). A SIP
 * URI's parameters and headers are left out, as clients drop and add them; scheme, user, host and port must agree.
 */
final class SignedUri {
    private SignedUri() {}

    static boolean names(String signed, String requested) {
        return signed.equals(requested)
                || isSip(requested) && isSip(signed) && plain(signed).equals(plain(requested));
    }

    private static boolean isSip(String uri) {
        return uri.regionMatches(true, 0, "sip:", 0, 4) || uri.regionMatches(true, 0, "sips:", 0, 5);
    }

    /** Of a SIP URI. */
    private static String plain(String uri) {
        int at = uri.lastIndexOf('@');
        int end = uri.length();
        for (int i = Math.max(at, 0); i < uri.length(); i++) {
            if (uri.charAt(i) == ';' || uri.charAt(i) == '?') {
                end = i;
                break;
            }
        }
        int colon = uri.indexOf(':') + 1;
        String user = at < 0 ? "" : uri.substring(colon, at + 1);
        String host = uri.substring(Math.max(at + 1, colon), end);
        return (uri.substring(0, colon) + host).toLowerCase(Locale.ROOT) + " " + user;
    }
}
