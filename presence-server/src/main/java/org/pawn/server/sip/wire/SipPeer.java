package org.pawn.server.sip.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where a message really came from, whatever it says of itself: the transport and the source address. */
public record SipPeer(Transport transport, InetSocketAddress address) {
    public SipPeer {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("a peer's address is an IP address");
        }
    }

    /** The IP address as text. */
    public String host() {
        return address.getAddress().getHostAddress();
    }

    public int port() {
        return address.getPort();
    }

    public boolean isLoopback() {
        return address.getAddress().isLoopbackAddress();
    }

    /** @param addresses literals, and {@code loopback} for all of this machine's own */
    public boolean isAmong(Set<String> addresses) {
        return addresses.contains(host()) || addresses.contains("loopback") && isLoopback();
    }

    /** Names the connection, or for UDP the address pair that stands for one (RFC 5626 section 3.1). */
    public String flow() {
        return transport.name().toLowerCase(Locale.ROOT) + ":" + hostAndPort();
    }

    /** The peer that a {@link #flow} names; empty if it names none. */
    public static Optional<SipPeer> ofFlow(String flow) {
        try {
            int colon = flow.indexOf(':');
            int port = flow.lastIndexOf(':');
            Transport transport = Transport.valueOf(flow.substring(0, colon).toUpperCase(Locale.ROOT));
            String host = flow.substring(colon + 1, port);
            if (host.isEmpty() || host.chars().anyMatch(c -> "0123456789abcdefABCDEF.:[]%".indexOf(c) < 0)) {
                return Optional.empty(); // only addresses: a name would be looked up
            }
            int number = Integer.parseInt(flow.substring(port + 1));
            return Optional.of(new SipPeer(transport, new InetSocketAddress(InetAddress.getByName(host), number)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | UnknownHostException notAFlow) {
            return Optional.empty();
        }
    }

    /** {@code 192.0.2.1:5060} or {@code [2001:db8::1]:5060}. */
    public String hostAndPort() {
        return hostAndPort(host(), port());
    }

    static String hostAndPort(String host, int port) {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    @Override
    public String toString() {
        return flow();
    }
}
