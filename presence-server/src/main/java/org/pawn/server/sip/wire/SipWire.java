package org.pawn.server.sip.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.pawn.time.TimeSource;
import org.pawn.time.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The wire floor as a whole: sockets below, one {@link SipReceiver} above. A message goes socket, {@link MessageScanner},
 * transaction, receiver, all on the thread that read it. Thread-safe.
 */
public final class SipWire implements SipTransport, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SipWire.class);
    private static final int MAX_TRANSACTIONS = 200_000;
    private static final int MAX_INVITES = 20_000;
    private static final int SHORTEST_MESSAGE = 32;
    private static final Duration FAREWELL = Duration.ofMillis(200);

    private final Timers timers;
    private final SipReceiver receiver;
    private final int unprovedBytes;
    private final Workers workers; // handle what WebSockets bring: whoever holds those must not
    private final Workers senders;
    private final Connections connections;
    private final Streams streams = new Streams();
    private final ClientTransactions asked;
    private final InviteClients inviting;
    private final Listeners listeners;
    private final WayOut out;
    private final Incoming incoming;
    private final Outgoing outgoing;

    public SipWire(WireConfig config, TimeSource time, Timers timers, SecureRandom random, SipReceiver receiver) {
        this.timers = timers;
        this.receiver = receiver;
        this.unprovedBytes = config.unprovedBytes();
        this.workers = new Workers("worker", config.workers(), config.queuedPerWorker());
        this.senders = new Workers("sender", config.workers(), MAX_TRANSACTIONS);
        this.connections = new Connections(config, timers);
        this.listeners = new Listeners(config, time, this::datagram, streams);
        this.out = new WayOut(connections, listeners);
        this.asked = new ClientTransactions(timers, out, MAX_TRANSACTIONS);
        this.inviting = new InviteClients(timers, out, asked, MAX_INVITES);
        this.incoming = new Incoming(
                config,
                timers,
                receiver,
                connections,
                out,
                new Answers(out, random.nextLong()),
                new ServerTransactions(time, random, MAX_TRANSACTIONS),
                new InviteServers(timers, MAX_INVITES),
                asked,
                inviting);
        this.outgoing = new Outgoing(senders, out, connections, asked, inviting, new Tokens(random));
    }

    /** @throws IOException naming the address and transport that cannot be listened on */
    public void start() throws IOException {
        workers.start();
        senders.start();
        listeners.open();
    }

    /** Where UDP and TCP listen. */
    public Optional<InetSocketAddress> plain() {
        return listeners.plain();
    }

    public Optional<InetSocketAddress> tls() {
        return listeners.tls();
    }

    /** Requests of ours that await an answer. */
    public int outstanding() {
        return asked.size();
    }

    /** Live stream connections. */
    public int connectionCount() {
        return connections.size();
    }

    @Override
    public void send(SipOutbound request, Consumer<SipAnswer> whenDone) {
        outgoing.send(request, whenDone);
    }

    @Override
    public Forwarded forward(SipForward request, Consumer<SipRelayed> answers) {
        return outgoing.forward(request, answers);
    }

    @Override
    public void forwardAck(SipForward ack) {
        outgoing.forwardAck(ack);
    }

    @Override
    public String addressFor(SipPeer peer) {
        return out.addressFor(peer);
    }

    /**
     * Takes in a connection that carries one message a frame (RFC 7118).
     *
     * @param reachedAt the {@code host:port} by which the client found us
     * @param socket the way to the client, from whoever holds the connection
     * @return where its holder brings what the client says
     */
    public SipFrames connect(SipPeer peer, String reachedAt, SipSocket socket) {
        Connection connection = new Connection(peer, reachedAt, socket, streams);
        streams.opened(connection);
        return new FrameReader(connection, streams);
    }

    @Override
    public void proved(SipPeer peer) {
        connections.proved(peer);
    }

    @Override
    public void close() {
        senders.close(); // what is said already still goes out
        if (connections.size() > 0) {
            LockSupport.parkNanos(FAREWELL.toNanos());
        }
        connections.closeAll();
        listeners.close();
        workers.close();
    }

    /** On the thread of its socket. */
    private void datagram(InetSocketAddress from, byte[] bytes) {
        if (StunBinding.isStun(bytes)) {
            StunBinding.answer(bytes, from).ifPresent(answer -> listeners.writeDatagram(from, answer));
        } else if (bytes.length >= SHORTEST_MESSAGE) { // else a keep-alive, or nothing
            incoming.handle(new SipPeer(Transport.UDP, from), bytes);
        }
    }

    /** What the connections bring: those of WebSockets by the workers, others on their own threads. */
    private final class Streams implements Connection.Owner {
        @Override
        public void opened(Connection connection) {
            connections.opened(connection);
        }

        @Override
        public void message(Connection connection, byte[] bytes, Runnable handled) {
            SipPeer peer = connection.peer();
            if (!peer.transport().isFramed()) {
                handle(peer, bytes, handled);
            } else if (!workers.execute(peer, () -> handle(peer, bytes, handled))) {
                connection.close();
            }
        }

        private void handle(SipPeer peer, byte[] bytes, Runnable handled) {
            try {
                incoming.handle(peer, bytes);
            } finally {
                handled.run();
            }
        }

        @Override
        public int longest(Connection connection) {
            return connection.isProved() ? MessageScanner.MAX_MESSAGE : unprovedBytes;
        }

        @Override
        public void broken(Connection connection, byte[] bytes, MalformedMessage why) {
            incoming.broken(connection.peer(), bytes, why);
            timers.after(FAREWELL, connection::close); // time for the 400 to leave
        }

        @Override
        public void closed(Connection connection) {
            if (connections.closed(connection)) {
                asked.flowLost(connection.peer());
                inviting.flowLost(connection.peer());
                tell(connection.peer());
            }
        }

        /** After what the connection still brought; a full queue only delays it. */
        private void tell(SipPeer gone) {
            if (!workers.execute(gone, () -> receiver.flowLost(gone))) {
                LOG.debug("{} is gone, and nobody has time to hear it", gone);
                timers.after(Duration.ofSeconds(1), () -> tell(gone));
            }
        }
    }
}
