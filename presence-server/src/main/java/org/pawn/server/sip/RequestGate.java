package org.pawn.server.sip;

import java.util.List;
import java.util.Optional;
import org.pawn.server.sip.wire.NameAddress;
import org.pawn.server.sip.wire.SipRequest;
import org.pawn.server.sip.wire.SipResponse;

/** What is refused before anyone asks who sends it: extensions we lack, and routes to elsewhere (RFC 3261 section 8.2). */
final class RequestGate {
    private final OwnMachine machine;

    RequestGate(OwnMachine machine) {
        this.machine = machine;
    }

    /** @param goesOn to somebody else, whose the Require is then to judge (RFC 3261 section 16.3 step 5) */
    Optional<SipResponse> refusal(SipRequest request, boolean goesOn) {
        List<String> unknown = goesOn ? List.of() : Extensions.unknown(request);
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

    /** A client's outbound proxy stands there by whatever name it has for us; nothing is ever routed by it. */
    private boolean isOurs(String route, SipRequest request) {
        try {
            return machine.is(HostPort.of(NameAddress.parse(route).uri()).host(), request.peer());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
