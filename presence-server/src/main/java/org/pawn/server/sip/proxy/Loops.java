package org.pawn.server.sip.proxy;

import java.security.SecureRandom;
import java.util.List;
import org.pawn.server.sip.wire.SipRequest;

/**
 * Knows a request that comes back as it went (RFC 3261 section 16.3 step 4, RFC 5393 section 4.2): our Via's branch ends
 * in a mark of all that decides where the request goes.
 */
final class Loops {
    private static final char SEPARATOR = '_';

    private final long key;

    Loops(SecureRandom random) {
        this.key = random.nextLong();
    }

    String mark(SipRequest request) {
        long hash = key;
        List<String> parts = List.of(
                request.uri(),
                request.from().tag().orElse(""),
                request.to().tag().orElse(""),
                request.callId(),
                Long.toString(request.sequence()),
                String.join(",", request.headers().all("route")),
                String.join(",", request.headers().all("proxy-require")));
        for (String part : parts) {
            hash = hash * 0x100000001B3L ^ part.hashCode();
            hash ^= hash >>> 31;
        }
        return SEPARATOR + Long.toHexString(hash);
    }

    boolean isLoop(SipRequest request, String mark) {
        return request.headers().values("via").stream().anyMatch(via -> endsIn(via, mark));
    }

    private static boolean endsIn(String via, String mark) {
        int at = via.indexOf(mark);
        int end = at + mark.length();
        return at >= 0 && (end == via.length() || via.charAt(end) == ';' || via.charAt(end) == ' ');
    }
}
