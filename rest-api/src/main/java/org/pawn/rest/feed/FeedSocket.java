package org.pawn.rest.feed;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Function;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.pawn.rest.http.ProblemType;

/**
 * A feed's WebSocket. It asks for the next frame only when the last is handled, so a client cannot flood its own feed,
 * and it hears pongs, which is how a vanished peer is told from a silent one. Public since Jetty calls it by method handle.
 */
public final class FeedSocket implements Session.Listener {
    private static final int UNKNOWN_PEER_CHARS = 16 * 1024;
    private static final int KNOWN_PEER_CHARS = 512 * 1024;

    private final Function<FeedConnection.Transport, FeedConnection> open;
    private @Nullable FeedConnection connection; // set before any frame comes

    FeedSocket(Function<FeedConnection.Transport, FeedConnection> open) {
        this.open = open;
    }

    @Override
    public void onWebSocketOpen(Session session) {
        session.setIdleTimeout(Duration.ZERO); // liveness is the connection's own, by pings
        session.setMaxTextMessageSize(UNKNOWN_PEER_CHARS);
        session.setMaxOutgoingFrames(-1);
        connection = open.apply(new SessionTransport(session));
        connection.opened();
        this.session = session;
        session.demand();
    }

    private @Nullable Session session;

    @Override
    public void onWebSocketText(String text) {
        connection().received(text).whenComplete((done, never) -> demand());
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        callback.succeed();
        connection().close(ProblemType.INVALID_REQUEST, "Frames are text.", FeedConnection.BAD_FRAME);
        demand();
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        connection().heard();
        demand();
    }

    @Override
    public void onWebSocketPing(ByteBuffer payload) {
        connection().heard();
        Session open = session;
        if (open != null) {
            open.sendPong(payload, Callback.NOOP);
        }
        demand();
    }

    @Override
    public void onWebSocketClose(int code, String reason) {
        FeedConnection ended = connection;
        if (ended != null) {
            ended.ended();
        }
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        // onWebSocketClose follows
    }

    private void demand() {
        Session open = session;
        if (open != null && open.isOpen()) {
            open.demand();
        }
    }

    private FeedConnection connection() {
        return java.util.Objects.requireNonNull(connection, "not open");
    }

    private record SessionTransport(Session session) implements FeedConnection.Transport {
        @Override
        public void send(String frame, Runnable sent, Runnable failed) {
            session.sendText(frame, Callback.from(sent, failure -> failed.run()));
        }

        @Override
        public void ping() {
            session.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
        }

        @Override
        public void close(int code, String reason) {
            session.close(code, reason, Callback.NOOP);
        }

        @Override
        public void abort() {
            session.disconnect();
        }

        @Override
        public void trust() {
            session.setMaxTextMessageSize(KNOWN_PEER_CHARS);
        }
    }
}
