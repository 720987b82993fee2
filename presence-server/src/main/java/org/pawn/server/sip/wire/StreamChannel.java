package org.pawn.server.sip.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One TCP or TLS client, as netty's pipeline sees it. What a peer does not read is held up to a bound and for a while;
 * then the connection is closed, and nobody else has waited. The channel's own thread only.
 */
final class StreamChannel extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(StreamChannel.class);
    private static final int MOST_HELD = 1024 * 1024;
    private static final int SLOW_SECONDS = 10;

    private final Transport transport;
    private final Connection.Owner owner;
    private @Nullable Connection connection;
    private @Nullable StreamReader reader;

    StreamChannel(Transport transport, Connection.Owner owner) {
        this.transport = transport;
        this.owner = owner;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        Channel channel = context.channel();
        if (channel.remoteAddress() instanceof InetSocketAddress from
                && channel.localAddress() instanceof InetSocketAddress to) {
            String reachedAt = SipPeer.hostAndPort(to.getAddress().getHostAddress(), to.getPort());
            Connection opened =
                    new Connection(new SipPeer(transport, from), reachedAt, new Socket(channel, context), owner);
            connection = opened;
            reader = new StreamReader(opened, owner);
            owner.opened(opened);
        } else {
            channel.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf buffer = (ByteBuf) message;
        try {
            byte[] bytes = new byte[buffer.readableBytes()];
            buffer.readBytes(bytes);
            StreamReader open = reader;
            if (open != null) {
                open.read(bytes);
            }
        } finally {
            buffer.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        Channel channel = context.channel();
        if (!channel.isWritable()) {
            context.executor()
                    .schedule(
                            () -> closeIfStuck(channel, channel.bytesBeforeWritable()), SLOW_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static void closeIfStuck(Channel channel, long before) {
        if (!channel.isWritable() && channel.bytesBeforeWritable() >= before) {
            LOG.debug("{} does not read: closed", channel.remoteAddress());
            channel.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        Connection gone = connection;
        if (gone != null) {
            gone.closed();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        if (failure instanceof OutOfMemoryError fatal) {
            throw fatal;
        }
        LOG.debug("{} failed", context.channel().remoteAddress(), failure); // a reset, or a handshake that is none
        context.close();
    }

    /** The way out: queues, and never waits. On any thread. */
    private static final class Socket implements SipSocket {
        private final Channel channel;
        private final ChannelHandlerContext context;

        Socket(Channel channel, ChannelHandlerContext context) {
            this.channel = channel;
            this.context = context;
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            if (!channel.isActive()) {
                throw new IOException("the connection is gone");
            }
            if (channel.bytesBeforeWritable() > MOST_HELD) {
                channel.close();
                throw new IOException("the peer does not read");
            }
            context.writeAndFlush(Unpooled.wrappedBuffer(bytes), channel.voidPromise());
        }

        @Override
        public void close() {
            channel.close();
        }
    }
}
