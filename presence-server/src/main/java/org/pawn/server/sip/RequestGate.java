package org.pawn.server.sip;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.pawn.server.sip.wire.NameAddress;
import org.pawn.server.sip.wire.SecureUri;
import org.pawn.server.sip.wire.SipRequest;
import org.pawn.server.sip.wire.SipResponse;

/** What is refused before anyone asks who sends it: extensions we lack, and routes to elsewhere (RFC 3261 section 8.2). */
final class RequestGate {
    /** Those that we know; a telephone number is understood, but nobody's here (403). */
    private static final Set<String> SCHEMES = Set.of("sip", "sips", "tel");

    private final String domain;
    private final OwnMachine machine;

    RequestGate(String domain, OwnMachine machine) {
        this.domain = domain;
        this.machine = machine;
    }

    /** @param goesOn to somebody else, who judges its Require; the proxy judges its Proxy-Require (RFC 3261 section 16.3) */
    Optional<SipResponse> refusal(SipRequest request, boolean goesOn) {
        if (!SCHEMES.contains(scheme(request.uri()))) {
            return Optional.of(SipResponse.of(416, "Unsupported URI Scheme"));
        }
        if (SecureUri.isOne(request.uri()) && !request.peer().transport().isSecure()) {
            return Optional.of(SecureUri.refusal(domain)); // it came by a way that it was never to go
        }
        List<String> unknown = goesOn ? List.of() : unknown(request);
        if (!unknown.isEmpty()) {
            return Optional.of(SipResponse.of(420, "Bad Extension").with("Unsupported", String.join(", ", unknown)));
        }
        for (String route : request.headers().values("route")) {
            if (!isOurs(route, request)) {
                return Optional.of(SipResponse.of(403, "Forbidden"));
            }
        }
        return Optional.empty();
    }

    /** For people we are a proxy too. */
    private static List<String> unknown(SipRequest request) {
        List<String> required = Extensions.unknown(request);
        return required.isEmpty() ? request.headers().values("proxy-require") : required;
    }

    private static String scheme(String uri) {
        return uri.substring(0, uri.indexOf(':')).toLowerCase(Locale.ROOT);
    }

    /** A client's outbound proxy stands there by whatever name it has for us; nothing is ever routed by it. */
    private boolean isOurs(String route, SipRequest request) {
        try {
            HostPort place = HostPort.of(NameAddress.parse(route).uri());
            return machine.is(place.host(), request.peer()) && machine.listensAt(place, request.peer());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
