package org.pawn.server.sip.wire;

import gov.nist.javax.sip.stack.NioTcpMessageChannel;
import gov.nist.javax.sip.stack.NioTcpMessageProcessor;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;

/** jain-sip's NIO listener whose connections have our framing: the original trusts Content-Length with memory. */
final class TcpListener extends NioTcpMessageProcessor {
    private final Inbound inbound;
    private final InboundOnly table;

    TcpListener(InetAddress address, JainStack stack, int port, Connection.Owner owner) {
        super(address, stack, port);
        this.inbound = new Inbound(Transport.TCP, owner);
        this.table = new InboundOnly(stack, this);
        this.nioHandler = table;
    }

    @Override
    public NioTcpMessageChannel createMessageChannel(NioTcpMessageProcessor self, SocketChannel client)
            throws IOException {
        return inbound.accept(client, table, Channel::new);
    }

    private final class Channel extends NioTcpMessageChannel implements Inbound.Channel {
        private final Inbound.Client client;

        Channel(SocketChannel socket) throws IOException {
            super(TcpListener.this, socket);
            this.messageProcessor = TcpListener.this;
            this.client = inbound.client(socket, this);
        }

        @Override
        public Inbound.Client client() {
            return client;
        }

        @Override
        protected void addBytes(byte[] bytes) {
            client.reader().read(bytes);
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
            client.connection().closed();
        }
    }
}
