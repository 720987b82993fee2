package org.pawn.server.sip.wire;

import java.net.InetSocketAddress;

/** Bytes to peers: down the connection that a peer is, or in a datagram. Never waits for the network. Thread-safe. */
final class WayOut implements ClientTransactions.Output {
    private final Connections connections;
    private final Listeners listeners;

    WayOut(Connections connections, Listeners listeners) {
        this.connections = connections;
        this.listeners = listeners;
    }

    @Override
    public boolean write(SipPeer peer, byte[] bytes) {
        if (peer.transport().isStream()) {
            return connections.find(peer).filter(open -> open.write(bytes)).isPresent();
        }
        listeners.writeDatagram(peer.address(), bytes);
        return true;
    }

    /** By the request's Via, as far as that is believed (RFC 3261 section 18.2.2). */
    void answer(SipPeer peer, Via via, byte[] bytes) {
        if (peer.transport().isStream()) {
            write(peer, bytes);
            return;
        }
        int port = via.responsePort(peer);
        listeners.writeDatagram(
                port == peer.port()
                        ? peer.address()
                        : new InetSocketAddress(peer.address().getAddress(), port),
                bytes);
    }

    /** The {@code host:port} at which that peer reaches us. */
    String addressFor(SipPeer peer) {
        return connections.find(peer).map(Connection::reachedAt).orElseGet(() -> listeners.addressFor(peer));
    }
}
