package org.pawn.server.sip.wire;

import gov.nist.javax.sip.stack.NIOHandler;
import gov.nist.javax.sip.stack.NioTcpMessageChannel;
import gov.nist.javax.sip.stack.NioTcpMessageProcessor;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * jain-sip's table of connections, made safe for several threads and without any way to open one: a client is reached
 * over the connection that it opened, or not at all. (The original scans a table on each close, and its outgoing
 * connections lose answers.)
 */
final class InboundOnly extends NIOHandler {
    private final NioTcpMessageProcessor processor;
    private final Map<SocketChannel, NioTcpMessageChannel> channels = new ConcurrentHashMap<>();

    InboundOnly(JainStack stack, NioTcpMessageProcessor processor) {
        super(stack, processor);
        this.processor = processor;
    }

    @Override
    public @Nullable NioTcpMessageChannel getMessageChannel(SocketChannel socket) {
        return channels.get(socket);
    }

    @Override
    public void putMessageChannel(SocketChannel socket, NioTcpMessageChannel channel) {
        channels.put(socket, channel);
    }

    @Override
    public void removeMessageChannel(SocketChannel socket) {
        channels.remove(socket);
    }

    @Override
    public int getCurrentChannelSize() {
        return channels.size();
    }

    @Override
    protected void putSocket(String key, SocketChannel socket) {}

    @Override
    protected void removeSocket(SocketChannel socket) {}

    @Override
    public SocketChannel createOrReuseSocket(InetAddress address, int port) throws IOException {
        throw new IOException("connections are only taken, never opened");
    }

    @Override
    public SocketChannel sendBytes(
            InetAddress sender,
            InetAddress receiver,
            int port,
            String transport,
            byte[] bytes,
            boolean retry,
            NioTcpMessageChannel channel)
            throws IOException {
        SocketChannel socket = channel.getSocketChannel();
        if (!socket.isOpen() || !socket.isConnected()) {
            throw new IOException("the connection is gone");
        }
        processor.send(socket, bytes);
        return socket;
    }

    @Override
    public void closeAll() {
        List.copyOf(channels.values()).forEach(NioTcpMessageChannel::close);
    }

    @Override
    public void stop() {
        closeAll();
    }
}
