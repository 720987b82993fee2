package org.pawn.server.sip.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pawn.address.AddressOfRecord;
import org.pawn.server.sip.wire.SipHeader;
import org.pawn.server.sip.wire.SipHeaders;
import org.pawn.server.sip.wire.SipRequest;

/**
 * A request's header fields as they go on (RFC 3261 section 16.6): one hop less, our own routes and what only we may read
 * taken out, the sender's identity as we know it put in (RFC 3325 section 5).
 */
final class Onward {
    private static final int USUAL_HOPS = 70;
    private static final Set<String> OURS = Set.of("via", "route", "max-forwards", "content-length", "max-breadth");
    static final Set<String> CLAIMS = Set.of("p-asserted-identity", "p-preferred-identity");

    private final SipRequest request;
    private final String realm;

    Onward(SipRequest request, String realm) {
        this.request = request;
        this.realm = realm;
    }

    /** Hops that are left; what is no number counts as the usual. */
    int hops() {
        return request.header("max-forwards").flatMap(SipHeaders::number).orElse(USUAL_HOPS);
    }

    /**
     * @param sender who it is from, where we know; told to the next unless they asked for privacy (RFC 3323, 3325)
     * @param recordRoutes ours, the next peer's side first
     * @param routes the proxies between us and the next peer's device
     * @param breadth how many branches may come of it (RFC 5393 section 5.3.3)
     */
    List<SipHeader> headers(
            Optional<AddressOfRecord> sender, List<String> recordRoutes, List<String> routes, int breadth) {
        List<SipHeader> fields = new ArrayList<>();
        request.vias().forEach(via -> fields.add(new SipHeader("Via", via)));
        recordRoutes.forEach(route -> fields.add(new SipHeader("Record-Route", route)));
        routes.forEach(route -> fields.add(new SipHeader("Route", route)));
        fields.add(new SipHeader("Max-Forwards", Integer.toString(hops() - 1)));
        fields.add(new SipHeader("Max-Breadth", Integer.toString(breadth)));
        sender.filter(known -> !Privacy.of(request).hidesIdentity())
                .ifPresent(known -> fields.add(new SipHeader("P-Asserted-Identity", "<" + known.sipUri() + ">")));
        for (SipHeader field : request.headers().fields()) {
            if (passes(field)) {
                fields.add(field);
            }
        }
        return fields;
    }

    private boolean passes(SipHeader field) {
        String name = field.name();
        if (OURS.contains(name) || CLAIMS.contains(name)) {
            return false;
        }
        boolean credentials = name.equals("proxy-authorization") || name.equals("authorization");
        return !credentials || !field.value().contains("\"" + realm + "\"");
    }
}
