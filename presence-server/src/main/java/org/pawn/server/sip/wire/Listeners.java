package org.pawn.server.sip.wire;

import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pawn.time.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listening sockets of one server and their threads: UDP and TCP on one port, TLS on another. */
final class Listeners implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
    private static final int PORT_ATTEMPTS = 20;

    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(2);

    private final WireConfig config;
    private final SourceAddresses sources;
    private final UdpSocket.Input datagrams;
    private final Connection.Owner connections;
    private final NioEventLoopGroup threads;
    private final List<StreamListener> streams = new CopyOnWriteArrayList<>();
    private volatile List<UdpSocket> udp = List.of();
    private volatile @Nullable InetSocketAddress plainAddress;
    private volatile @Nullable InetSocketAddress tlsAddress;

    Listeners(WireConfig config, TimeSource time, UdpSocket.Input datagrams, Connection.Owner connections) {
        this.config = config;
        this.sources = new SourceAddresses(time);
        this.datagrams = datagrams;
        this.connections = connections;
        this.threads = new NioEventLoopGroup(config.workers(), Listeners::thread);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new FastThreadLocalThread(work, "pawn-sip-stream");
        thread.setDaemon(true);
        return thread;
    }

    /** @throws IOException naming the port that is busy */
    void open() throws IOException {
        threads.forEach(each -> each.submit(() -> {}).awaitUninterruptibly()); // all of them live from now on
        if (config.plain().isPresent()) {
            openPlain(config.plain().get());
        }
        if (config.tls().isPresent()) {
            tlsAddress =
                    stream("tls", checked(config.tls().get()), config.keys()).local();
        }
    }

    Optional<InetSocketAddress> plain() {
        return Optional.ofNullable(plainAddress);
    }

    Optional<InetSocketAddress> tls() {
        return Optional.ofNullable(tlsAddress);
    }

    void writeDatagram(InetSocketAddress to, byte[] bytes) {
        List<UdpSocket> sockets = udp;
        if (!sockets.isEmpty()) {
            sockets.get(Math.floorMod(to.hashCode(), sockets.size())).write(to, bytes);
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
        InetSocketAddress at = checked(wanted);
        for (int attempt = 1; ; attempt++) {
            StreamListener listener = stream("tcp", at, Optional.empty());
            try {
                List<UdpSocket> sockets = datagramSockets(listener.local());
                udp = sockets;
                plainAddress = listener.local();
                sockets.forEach(UdpSocket::start);
                return;
            } catch (IOException busy) {
                listener.stop();
                streams.remove(listener);
                if (wanted.getPort() != 0 || attempt == PORT_ATTEMPTS) {
                    throw busy;
                }
                LOG.debug("a port was taken meanwhile", busy);
            }
        }
    }

    private StreamListener stream(String name, InetSocketAddress at, Optional<TlsKeys> keys) throws IOException {
        try {
            StreamListener listener = StreamListener.open(threads, at, keys, connections);
            streams.add(listener);
            return listener;
        } catch (IOException busy) {
            throw cannotListen(name, at, busy);
        }
    }

    private List<UdpSocket> datagramSockets(InetSocketAddress at) throws IOException {
        boolean shared = UdpSocket.canShare();
        int count = shared ? config.workers() : 1;
        List<UdpSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(UdpSocket.open(at, shared, i, datagrams));
            }
            return List.copyOf(sockets);
        } catch (IOException busy) {
            sockets.forEach(UdpSocket::stop);
            throw cannotListen("udp", at, busy);
        }
    }

    private static IOException cannotListen(String transport, InetSocketAddress at, IOException cause) {
        BindException named = new BindException("cannot listen for SIP on "
                + at.getAddress().getHostAddress() + ":" + at.getPort() + "/" + transport + ": " + cause.getMessage());
        named.initCause(cause);
        return named;
    }

    private static InetSocketAddress checked(InetSocketAddress wanted) throws IOException {
        if (wanted.isUnresolved()) {
            throw new IOException("cannot listen for SIP on " + wanted.getHostString() + ": no such address");
        }
        return wanted;
    }

    @Override
    public void close() {
        streams.forEach(StreamListener::stop);
        udp.forEach(UdpSocket::stop);
        threads.shutdownGracefully(0, STOPPED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(STOPPED_WITHIN.toMillis());
    }
}
