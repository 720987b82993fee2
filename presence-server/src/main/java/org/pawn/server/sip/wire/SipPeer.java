package org.pawn.server.sip.wire;

import java.net.InetSocketAddress;

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

    /** Names the connection, or for UDP the address pair that stands for one (RFC 5626 section 3.1). */
    public String flow() {
        return transport.parameter() + ":" + hostAndPort();
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
