package org.pawn.server.sip.wire;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import javax.sip.PeerUnavailableException;
import org.jspecify.annotations.Nullable;
import org.pawn.time.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listening sockets of one server: UDP and TCP on one port, TLS on another. */
final class Listeners implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
    private static final int PORT_ATTEMPTS = 20;

    private final JainStack stack;
    private final SourceAddresses sources;
    private final UdpSocket.Input datagrams;
    private final Connection.Owner connections;
    private volatile @Nullable UdpSocket udp;
    private volatile @Nullable TcpListener tcp;
    private volatile @Nullable TlsListener tls;
    private volatile @Nullable InetSocketAddress tlsAddress;

    Listeners(Optional<TlsKeys> keys, TimeSource time, UdpSocket.Input datagrams, Connection.Owner connections) {
        this.sources = new SourceAddresses(time);
        this.datagrams = datagrams;
        this.connections = connections;
        try {
            this.stack = new JainStack(keys);
        } catch (PeerUnavailableException impossible) {
            throw new IllegalStateException("the SIP stack refuses its settings", impossible);
        }
    }

    JainStack stack() {
        return stack;
    }

    /** @throws IOException naming the port that is busy */
    void open(Optional<InetSocketAddress> plain, Optional<InetSocketAddress> secure) throws IOException {
        if (plain.isPresent()) {
            openPlain(plain.get());
        }
        if (secure.isPresent()) {
            InetSocketAddress at = withPort(secure.get());
            TlsListener listener = new TlsListener(at.getAddress(), stack, at.getPort(), connections);
            start(listener::start, "tls", at);
            tls = listener;
            tlsAddress = at;
        }
    }

    Optional<InetSocketAddress> plain() {
        return Optional.ofNullable(udp).map(UdpSocket::local);
    }

    Optional<InetSocketAddress> tls() {
        return Optional.ofNullable(tlsAddress);
    }

    void writeDatagram(InetSocketAddress to, byte[] bytes) {
        UdpSocket socket = udp;
        if (socket != null) {
            socket.write(to, bytes);
        }
    }

    /** The {@code host:port} at which that peer reaches us. */
    String addressFor(SipPeer peer) {
        InetSocketAddress bound =
                (peer.transport() == Transport.TLS ? tls() : plain()).orElse(new InetSocketAddress(0));
        InetAddress host = bound.getAddress().isAnyLocalAddress()
                ? sources.towards(peer.address().getAddress())
                : bound.getAddress();
        return SipPeer.hostAndPort(host.getHostAddress(), bound.getPort());
    }

    /** UDP and TCP share a port; a free one for both may take a few attempts. */
    private void openPlain(InetSocketAddress wanted) throws IOException {
        for (int attempt = 1; ; attempt++) {
            InetSocketAddress at = withPort(wanted);
            UdpSocket datagramSocket = null;
            try {
                datagramSocket = udp(at);
                TcpListener listener = new TcpListener(at.getAddress(), stack, at.getPort(), connections);
                start(listener::start, "tcp", at);
                tcp = listener;
                udp = datagramSocket;
                datagramSocket.start();
                return;
            } catch (IOException busy) {
                if (datagramSocket != null) {
                    datagramSocket.stop();
                }
                if (wanted.getPort() != 0 || attempt == PORT_ATTEMPTS) {
                    throw busy;
                }
                LOG.debug("port {} was taken meanwhile", at.getPort());
            }
        }
    }

    private UdpSocket udp(InetSocketAddress at) throws IOException {
        try {
            return new UdpSocket(at.getAddress(), stack, at.getPort(), datagrams);
        } catch (IOException busy) {
            throw cannotListen("udp", at, busy);
        }
    }

    @FunctionalInterface
    private interface Start {
        void run() throws IOException;
    }

    private static void start(Start listener, String transport, InetSocketAddress at) throws IOException {
        try {
            listener.run();
        } catch (IOException busy) {
            throw cannotListen(transport, at, busy);
        }
    }

    private static IOException cannotListen(String transport, InetSocketAddress at, IOException cause) {
        BindException named = new BindException("cannot listen for SIP on "
                + at.getAddress().getHostAddress() + ":" + at.getPort() + "/" + transport + ": " + cause.getMessage());
        named.initCause(cause);
        return named;
    }

    private static InetSocketAddress withPort(InetSocketAddress wanted) throws IOException {
        if (wanted.isUnresolved()) {
            throw new IOException("cannot listen for SIP on " + wanted.getHostString() + ": no such address");
        }
        if (wanted.getPort() != 0) {
            return wanted;
        }
        try (ServerSocket free = new ServerSocket(0, 1, wanted.getAddress())) {
            return new InetSocketAddress(wanted.getAddress(), free.getLocalPort());
        }
    }

    @Override
    public void close() {
        if (tls != null) {
            tls.stop();
        }
        if (tcp != null) {
            tcp.stop();
        }
        if (udp != null) {
            udp.stop();
        }
        stack.end();
    }
}
