package org.pawn.server.sip.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pawn.server.sip.wire.NameAddress;
import org.pawn.server.sip.wire.SipRequest;

/**
 * The route that a request in a dialog brings, read as a loose router's (RFC 3261 section 16.4).
 *
 * @param legs what we sealed into our own entry
 * @param uri where the request is to go in the end: its Request-URI, or the last route where a strict router has put ours
 *     there
 * @param beyond the routes behind our own, for whoever stands between us and the device
 */
record DialogRoute(Legs legs, String uri, List<String> beyond) {
    /** Marks both entries where we put in two (RFC 5658). */
    static final String DOUBLE = ";r2=on";

    DialogRoute {
        beyond = List.copyOf(beyond);
    }

    /** Empty where no entry is ours. */
    static Optional<DialogRoute> of(SipRequest request, FlowTokens tokens) {
        List<String> routes = new ArrayList<>(request.headers().values("route"));
        String uri = request.uri();
        if (!routes.isEmpty() && isOurs(uri, request, tokens)) {
            Optional<String> last = uri(routes.remove(routes.size() - 1));
            if (last.isEmpty()) {
                return Optional.empty();
            }
            routes.add(0, "<" + uri + ">");
            uri = last.get();
        }
        for (int i = 0; i < routes.size(); i++) {
            Optional<Legs> legs = legs(routes.get(i), request, tokens);
            if (legs.isPresent()) {
                return Optional.of(new DialogRoute(legs.get(), uri, routes.subList(end(routes, i), routes.size())));
            }
        }
        return Optional.empty();
    }

    /** A strict router brings our entry as Request-URI; of two of ours, one that holds nothing may stand there. */
    private static boolean isOurs(String uri, SipRequest request, FlowTokens tokens) {
        return uri.contains(";lr" + DOUBLE)
                || legs("<" + uri + ">", request, tokens).isPresent();
    }

    /** Behind the entry with our seal, and behind its twin if that comes after it. */
    private static int end(List<String> routes, int sealed) {
        boolean twinBefore = sealed > 0 && routes.get(sealed - 1).contains(DOUBLE);
        boolean twinAfter = !twinBefore
                && routes.get(sealed).contains(DOUBLE)
                && sealed + 1 < routes.size()
                && routes.get(sealed + 1).contains(DOUBLE);
        return sealed + (twinAfter ? 2 : 1);
    }

    private static Optional<Legs> legs(String route, SipRequest request, FlowTokens tokens) {
        return uri(route).flatMap(uri -> {
            int at = uri.indexOf('@');
            return at < 0 ? Optional.empty() : tokens.open(uri.substring(uri.indexOf(':') + 1, at), request.callId());
        });
    }

    private static Optional<String> uri(String route) {
        try {
            return Optional.of(NameAddress.parse(route).uri());
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
