package org.pawn.server.sip.wire;

import gov.nist.javax.sip.stack.NioTcpMessageChannel;
import gov.nist.javax.sip.stack.NioTcpMessageProcessor;
import gov.nist.javax.sip.stack.NioTlsMessageChannel;
import gov.nist.javax.sip.stack.NioTlsMessageProcessor;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;

/** jain-sip's TLS listener with our framing, like {@link TcpListener}. */
final class TlsListener extends NioTlsMessageProcessor {
    private final Inbound inbound;
    private final InboundOnly table;

    TlsListener(InetAddress address, JainStack stack, int port, Connection.Owner owner) {
        super(address, stack, port);
        this.inbound = new Inbound(Transport.TLS, owner);
        this.table = new InboundOnly(stack, this);
        this.nioHandler = table;
    }

    @Override
    public NioTcpMessageChannel createMessageChannel(NioTcpMessageProcessor self, SocketChannel client)
            throws IOException {
        return inbound.accept(client, table, Channel::new);
    }

    private final class Channel extends NioTlsMessageChannel implements Inbound.Channel {
        private final Inbound.Client client;

        Channel(SocketChannel socket) throws IOException {
            super(TlsListener.this, socket);
            this.client = inbound.client(socket, this);
        }

        @Override
        public Inbound.Client client() {
            return client;
        }

        @Override
        public void addPlaintextBytes(byte[] bytes) {
            client.reader().read(bytes);
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            sendMessage(bytes, peerAddress, peerPort, false);
        }

        @Override
        protected void close(boolean removeSocket, boolean stopKeepAlive) {
            super.close(removeSocket, stopKeepAlive);
            client.connection().closed();
        }
    }
}
