package org.pawn.server.sip.wire;

import gov.nist.javax.sip.stack.NioTcpMessageChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a TCP or TLS client comes in: what is the same whether jain-sip's channel below encrypts or not. */
final class Inbound {
    private static final Logger LOG = LoggerFactory.getLogger(Inbound.class);
    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final int KEEP_ALIVE_INTERVAL_SECONDS = 10;
    private static final int KEEP_ALIVE_PROBES = 2;

    /** One client, as jain-sip's channel for it sees it. */
    record Client(Connection connection, StreamReader reader) {}

    /** jain-sip's channel with our way out. */
    interface Channel extends SipSocket {
        Client client();
    }

    /** Makes jain-sip's channel. */
    @FunctionalInterface
    interface Opening<C extends NioTcpMessageChannel & Channel> {
        C channel(SocketChannel socket) throws IOException;
    }

    private final Transport transport;
    private final Connection.Owner owner;

    Inbound(Transport transport, Connection.Owner owner) {
        this.transport = transport;
        this.owner = owner;
    }

    /** Takes a connection in: from here on it is known to the table and to its owner. */
    <C extends NioTcpMessageChannel & Channel> C accept(SocketChannel socket, InboundOnly table, Opening<C> opening)
            throws IOException {
        tune(socket);
        C channel = opening.channel(socket);
        table.putMessageChannel(socket, channel);
        owner.opened(channel.client().connection());
        return channel;
    }

    /** For the channel that is being made: {@code out} is itself. */
    Client client(SocketChannel socket, Channel out) throws IOException {
        if (socket.getRemoteAddress() instanceof InetSocketAddress from
                && socket.getLocalAddress() instanceof InetSocketAddress to) {
            String reachedAt = SipPeer.hostAndPort(to.getAddress().getHostAddress(), to.getPort());
            Connection connection = new Connection(new SipPeer(transport, from), reachedAt, out, owner);
            return new Client(connection, new StreamReader(connection, owner));
        }
        throw new IOException("the connection is gone already");
    }

    /** A vanished host is noticed by the kernel within a minute (30 s idle, then 2 probes 10 s apart). */
    private static void tune(SocketChannel channel) {
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            Set<SocketOption<?>> supported = channel.supportedOptions();
            if (supported.contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
                channel.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, KEEP_ALIVE_SECONDS);
                channel.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, KEEP_ALIVE_INTERVAL_SECONDS);
                channel.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, KEEP_ALIVE_PROBES);
            }
        } catch (IOException | UnsupportedOperationException refused) {
            LOG.debug("a socket took no keep-alive", refused);
        }
    }
}
