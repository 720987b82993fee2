package org.pawn.server.sip.wire;

import gov.nist.javax.sip.stack.NioTcpMessageChannel;
import gov.nist.javax.sip.stack.NioTcpMessageProcessor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;

/** jain-sip's NIO listener whose connections have our framing: the original trusts Content-Length with memory. */
final class TcpListener extends NioTcpMessageProcessor {
    private final StreamConnection.Owner owner;

    TcpListener(InetAddress address, JainStack stack, int port, StreamConnection.Owner owner) {
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

    private final class Channel extends NioTcpMessageChannel implements StreamConnection.Socket {
        private final StreamConnection connection;

        Channel(SocketChannel client) throws IOException {
            super(TcpListener.this, client);
            this.messageProcessor = TcpListener.this;
            this.connection = new StreamConnection(StreamConnection.peerOf(Transport.TCP, client), this, owner);
        }

        @Override
        protected void addBytes(byte[] bytes) {
            connection.read(bytes);
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            if (!socketChannel.isOpen()) {
                throw new IOException("the connection is gone");
            }
            TcpListener.this.send(socketChannel, bytes);
        }

        @Override
        protected void close(boolean removeSocket, boolean stopKeepAlive) {
            super.close(removeSocket, stopKeepAlive);
            connection.closed();
        }
    }
}
