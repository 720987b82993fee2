package org.pawn.server.sip.wire;

import gov.nist.javax.sip.stack.NioTcpMessageChannel;
import gov.nist.javax.sip.stack.NioTcpMessageProcessor;
import gov.nist.javax.sip.stack.NioTlsMessageChannel;
import gov.nist.javax.sip.stack.NioTlsMessageProcessor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;

/** jain-sip's TLS listener with our framing, like {@link TcpListener}. */
final class TlsListener extends NioTlsMessageProcessor {
    private final StreamConnection.Owner owner;

    TlsListener(InetAddress address, JainStack stack, int port, StreamConnection.Owner owner) {
        super(address, stack, port);
        this.owner = owner;
        this.nioHandler = new InboundOnly(stack, this);
    }

    @Override
    public NioTcpMessageChannel createMessageChannel(NioTcpMessageProcessor self, SocketChannel client)
            throws IOException {
        StreamConnection.tune(client);
        Channel channel = new Channel(client);
        nioHandler.putMessageChannel(client, channel);
        owner.opened(channel.connection);
        return channel;
    }

    @Override
    public SocketChannel connect(InetSocketAddress address, InetAddress local, int timeoutMillis) throws IOException {
        throw new IOException("connections are only taken, never opened");
    }

    private final class Channel extends NioTlsMessageChannel implements StreamConnection.Socket {
        private final StreamConnection connection;

        Channel(SocketChannel client) throws IOException {
            super(TlsListener.this, client);
            this.connection = new StreamConnection(StreamConnection.peerOf(Transport.TLS, client), this, owner);
        }

        @Override
        public void addPlaintextBytes(byte[] bytes) {
            connection.read(bytes);
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            sendMessage(bytes, peerAddress, peerPort, false);
        }

        @Override
        protected void close(boolean removeSocket, boolean stopKeepAlive) {
            super.close(removeSocket, stopKeepAlive);
            connection.closed();
        }
    }
}
