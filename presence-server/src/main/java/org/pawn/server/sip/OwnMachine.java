package org.pawn.server.sip;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import org.pawn.server.sip.wire.SipPeer;
import org.pawn.server.sip.wire.SipTransport;

/** By which names this very machine goes. No name is looked up: a stranger could make us ask for it. */
final class OwnMachine {
    private static final Set<Integer> USUAL_PORTS = Set.of(5060, 5061);

    private final String domain;
    private final SipTransport transport;
    private final String name = nameOfThisMachine(); // asking may take a look-up: once

    OwnMachine(String domain, SipTransport transport) {
        this.domain = domain.toLowerCase(Locale.ROOT);
        this.transport = transport;
    }

    /** @param peer who says so: the name by which it found us is ours */
    boolean is(String host, SipPeer peer) {
        return host.equals(domain)
                || host.endsWith("." + domain)
                || host.equals("localhost")
                || transport.addressFor(peer).startsWith(host + ":")
                || isLocal(host);
    }

    /** By number it is us only at a port of ours: another program of this machine is somebody else. */
    boolean listensAt(HostPort place, SipPeer peer) {
        boolean number = place.host().startsWith("[") || place.host().matches("[0-9.]+");
        return !number
                || USUAL_PORTS.contains(place.port())
                || transport.addressFor(peer).endsWith(":" + place.port());
    }

    private boolean isLocal(String host) {
        boolean literal = host.startsWith("[") || host.matches("[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+");
        try {
            return literal
                    ? NetworkInterface.getByInetAddress(InetAddress.getByName(host)) != null
                    : host.equalsIgnoreCase(name);
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
