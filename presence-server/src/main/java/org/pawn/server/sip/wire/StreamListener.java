package org.pawn.server.sip.wire;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import jdk.net.ExtendedSocketOptions;

/** Where TCP or TLS clients come in. A vanished host is noticed by the kernel within a minute. */
final class StreamListener {
    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final int KEEP_ALIVE_INTERVAL_SECONDS = 10;
    private static final int KEEP_ALIVE_PROBES = 2;
    private static final int HANDSHAKE_MILLIS = 10_000;
    private static final int BACKLOG = 4096;
    private static final int MUCH = 256 * 1024; // waits for one connection
    private static final int LITTLE = 64 * 1024;

    private final Channel channel;

    private StreamListener(Channel channel) {
        this.channel = channel;
    }

    /** @param keys those of TLS; none for plain TCP */
    static StreamListener open(
            NioEventLoopGroup threads, InetSocketAddress at, Optional<TlsKeys> keys, Connection.Owner owner)
            throws IOException {
        Transport transport = keys.isPresent() ? Transport.TLS : Transport.TCP;
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), KEEP_ALIVE_SECONDS)
                .childOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL), KEEP_ALIVE_INTERVAL_SECONDS)
                .childOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT), KEEP_ALIVE_PROBES)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(LITTLE, MUCH))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel socket) {
                        keys.ifPresent(given -> socket.pipeline().addLast(encrypting(given)));
                        socket.pipeline().addLast(new StreamChannel(transport, owner));
                    }
                });
        var bound = bootstrap.bind(at).awaitUninterruptibly();
        if (bound.isSuccess()) {
            return new StreamListener(bound.channel());
        }
        throw bound.cause() instanceof IOException refused ? refused : new IOException(bound.cause());
    }

    private static SslHandler encrypting(TlsKeys keys) {
        SslHandler handler = new SslHandler(keys.serverEngine());
        handler.setHandshakeTimeoutMillis(HANDSHAKE_MILLIS);
        return handler;
    }

    InetSocketAddress local() {
        return (InetSocketAddress) channel.localAddress();
    }

    void stop() {
        channel.close().awaitUninterruptibly();
    }
}
