package org.pawn.server.sip;

import java.util.List;
import java.util.Optional;
import org.pawn.refusal.Refusal;
import org.pawn.server.sip.wire.NameAddress;
import org.pawn.server.sip.wire.SipRequest;
import org.pawn.server.sip.wire.SipResponse;

/**
 * What a REGISTER asks for beyond RFC 3261.
 *
 * @param path the proxies on the way to the device (RFC 3327)
 * @param outbound whether the device numbers its flows (RFC 5626)
 * @param gruu whether it wants URIs that reach it alone (RFC 5627)
 */
record RegisterExtensions(List<String> path, boolean outbound, boolean gruu) {
    private static final int MAX_PROXIES = 8;
    private static final int LONGEST = 1024;

    RegisterExtensions {
        path = List.copyOf(path);
    }

    /** @throws Refusal.Invalid if a Path is no SIP URI, or there are too many */
    static RegisterExtensions of(SipRequest request) {
        List<String> path = request.headers().values("path");
        if (path.size() > MAX_PROXIES || !path.stream().allMatch(RegisterExtensions::isProxy)) {
            throw new Refusal.Invalid("Path", "A Path has at most " + MAX_PROXIES + " short SIP URIs.");
        }
        return new RegisterExtensions(
                path, Extensions.knows(request, Extensions.OUTBOUND), Extensions.knows(request, Extensions.GRUU));
    }

    /**
     * A Path that its device knows nothing of was put in wrongly (RFC 3327 section 5.3), and numbered flows need a proxy
     * that keeps them apart (RFC 5626 section 6).
     */
    Optional<SipResponse> refusal(SipRequest request, boolean numbersFlows) {
        if (!path.isEmpty() && !Extensions.knows(request, Extensions.PATH)) {
            return Optional.of(SipResponse.of(420, "Bad Extension").with("Unsupported", Extensions.PATH));
        } else if (numbersFlows && !firstHopKeepsFlows(request)) {
            return Optional.of(SipResponse.of(439, "First Hop Lacks Outbound Support"));
        }
        return Optional.empty();
    }

    private boolean firstHopKeepsFlows(SipRequest request) {
        boolean direct = request.headers().values("via").size() == 1;
        return direct || !path.isEmpty() && uri(path.get(path.size() - 1)).matches("(?i)[^?]*;ob([;=?].*)?");
    }

    private static boolean isProxy(String route) {
        String uri = uri(route);
        return route.length() <= LONGEST
                && (uri.regionMatches(true, 0, "sip:", 0, 4) || uri.regionMatches(true, 0, "sips:", 0, 5));
    }

    private static String uri(String route) {
        try {
            return NameAddress.parse(route).uri();
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}
