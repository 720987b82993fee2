package org.pawn.bench;

import java.net.InetSocketAddress;
import java.net.URI;

/** Load goes to this very machine and nowhere else. */
final class Loopback {
    private Loopback() {}

    /**
     * The address that {@code HOST:PORT} names.
     *
     * @throws IllegalArgumentException if it is not on loopback
     */
    static InetSocketAddress address(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        return require(new InetSocketAddress(
                hostAndPort.substring(0, colon), Integer.parseInt(hostAndPort.substring(colon + 1))));
    }

    /** @throws IllegalArgumentException if it is not on loopback */
    static InetSocketAddress require(InetSocketAddress address) {
        if (address.isUnresolved() || !address.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException(address + " is not on loopback: this load is for one's own machine");
        }
        return address;
    }

    /** @throws IllegalArgumentException if its host is not on loopback */
    static URI require(URI uri) {
        require(new InetSocketAddress(uri.getHost(), Math.max(0, uri.getPort())));
        return uri;
    }
}
