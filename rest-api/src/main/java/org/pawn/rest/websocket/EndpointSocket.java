package org.pawn.rest.websocket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.pawn.time.TimeSource;
import org.pawn.time.Timers;

/**
 * One client of a {@link WebSocketEndpoint}. Reads the next message when the last is handled, ends a client that reads
 * too slowly, and asks a silent one whether it is there. Public since Jetty calls it by method handle.
 */
public final class EndpointSocket implements Session.Listener, WebSocketEndpoint.Outbound {
    /** What may wait for the network. */
    static final int MAX_QUEUED_BYTES = 1024 * 1024;

    static final Duration PING_EVERY = Duration.ofSeconds(15);
    static final Duration DEAD_AFTER = Duration.ofSeconds(40);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final WebSocketEndpoint endpoint;
    private final WebSocketEndpoint.Client client;
    private final TimeSource time;
    private final Timers timers;
    private final Set<EndpointSocket> open; // shared with those that stop the server
    private final AtomicLong queuedBytes = new AtomicLong();
    private final AtomicBoolean gone = new AtomicBoolean();
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile long heardNanos;
    private volatile @Nullable Session session; // both set before any message comes
    private volatile WebSocketEndpoint.@Nullable Inbound inbound;

    EndpointSocket(
            WebSocketEndpoint endpoint,
            WebSocketEndpoint.Client client,
            TimeSource time,
            Timers timers,
            Set<EndpointSocket> open) {
        this.endpoint = endpoint;
        this.client = client;
        this.time = time;
        this.timers = timers;
        this.open = open;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        opened.setIdleTimeout(Duration.ZERO); // liveness is ours, by pings
        opened.setMaxOutgoingFrames(-1); // bounded here, by bytes
        session = opened;
        heard();
        inbound = endpoint.opened(client, this);
        open.add(this);
        if (gone.get()) { // the endpoint would not have it
            left();
            return;
        }
        timers.after(PING_EVERY, this::watchLiveness);
        demand();
    }

    @Override
    public void onWebSocketText(String text) {
        message(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);
        callback.succeed();
        message(bytes);
    }

    private void message(byte[] bytes) {
        heard();
        inbound().message(bytes, this::demand);
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        heard();
        demand();
    }

    @Override
    public void onWebSocketPing(ByteBuffer payload) {
        heard();
        session().sendPong(payload, Callback.NOOP);
        demand();
    }

    @Override
    public void onWebSocketClose(int code, String reason) {
        ended();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        // onWebSocketClose follows
    }

    @Override
    public void send(byte[] message) throws IOException {
        if (gone.get()) {
            throw new IOException("the connection is gone");
        }
        if (queuedBytes.addAndGet(message.length) > MAX_QUEUED_BYTES) {
            session().disconnect();
            throw new IOException("the client reads too slowly");
        }
        Callback sent = Callback.from(
                () -> queuedBytes.addAndGet(-message.length),
                failure -> session().disconnect());
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(message))
                    .toString();
            session().sendText(text, sent);
        } catch (CharacterCodingException notText) {
            session().sendBinary(ByteBuffer.wrap(message), sent);
        }
    }

    @Override
    public void close(int code) {
        session().close(code, "", Callback.NOOP);
        timers.after(CLOSE_WITHIN, () -> {
            if (!gone.get()) {
                session().disconnect(); // it does not even take a close
            }
        });
    }

    private void watchLiveness() {
        if (gone.get()) {
            return;
        }
        if (time.nanos() - heardNanos >= DEAD_AFTER.toNanos()) {
            session().disconnect();
            ended();
            return;
        }
        session().sendPing(ByteBuffer.allocate(0), Callback.NOOP);
        timers.after(PING_EVERY, this::watchLiveness);
    }

    private void ended() {
        if (gone.compareAndSet(false, true)) {
            left();
        }
    }

    /** The endpoint hears once that it is gone, and not before it has taken it in. */
    private void left() {
        open.remove(this);
        WebSocketEndpoint.Inbound reader = inbound;
        if (reader != null && told.compareAndSet(false, true)) {
            reader.closed();
        }
    }

    private void heard() {
        heardNanos = time.nanos();
    }

    private void demand() {
        Session open = session();
        if (open.isOpen()) {
            int longest = inbound().longest();
            open.setMaxTextMessageSize(longest);
            open.setMaxBinaryMessageSize(longest);
            open.demand();
        }
    }

    private Session session() {
        return Objects.requireNonNull(session, "not open");
    }

    private WebSocketEndpoint.Inbound inbound() {
        return Objects.requireNonNull(inbound, "not open");
    }
}
