package org.pawn.server.sip;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pawn.server.sip.wire.NameAddress;
import org.pawn.server.sip.wire.SipRequest;
import org.pawn.server.sip.wire.SipResponse;
import org.pawn.server.sip.wire.SipTransport;

/** What is refused before anyone asks who sends it: extensions we lack, and routes to elsewhere (RFC 3261 section 8.2). */
final class RequestGate {
    private final String domain;
    private final SipTransport transport;
    private final String machine = nameOfThisMachine(); // asking may take a look-up: once

    RequestGate(String domain, SipTransport transport) {
        this.domain = domain.toLowerCase(Locale.ROOT);
        this.transport = transport;
    }

    /** @param goesOn to somebody else, whose the Require is then to judge (RFC 3261 section 16.3 step 5) */
    Optional<SipResponse> refusal(SipRequest request, boolean goesOn) {
        List<String> required = request.headers().values("require");
        if (!required.isEmpty() && !goesOn) {
            return Optional.of(SipResponse.of(420, "Bad Extension").with("Unsupported", String.join(", ", required)));
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
        String host = host(route);
        return host.equals(domain)
                || host.endsWith("." + domain)
                || host.equals("localhost")
                || transport.addressFor(request.peer()).startsWith(host + ":")
                || isLocal(host);
    }

    private static String host(String route) {
        try {
            String uri = NameAddress.parse(route).uri();
            String rest = uri.substring(Math.max(uri.indexOf(':'), uri.lastIndexOf('@')) + 1);
            int end = rest.startsWith("[") ? rest.indexOf(']') + 1 : 0;
            while (end < rest.length() && ":;?".indexOf(rest.charAt(end)) < 0) {
                end++;
            }
            return rest.substring(0, end).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    /** Names are not looked up: a stranger could make us ask for them. */
    private boolean isLocal(String host) {
        boolean literal = host.startsWith("[") || host.matches("[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+");
        try {
            return literal
                    ? NetworkInterface.getByInetAddress(InetAddress.getByName(host)) != null
                    : host.equalsIgnoreCase(machine);
        } catch (UnknownHostException | SocketException unknown) {
            return false;
        }
    }

    private static String nameOfThisMachine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
