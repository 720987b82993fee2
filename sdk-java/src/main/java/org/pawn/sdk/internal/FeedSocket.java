package org.pawn.sdk.internal;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.client.ClientProperties;
import org.glassfish.tyrus.client.SslEngineConfigurator;
import org.glassfish.tyrus.client.ThreadPoolConfig;
import org.glassfish.tyrus.client.exception.DeploymentHandshakeException;
import org.pawn.sdk.AccessToken;

/** One WebSocket to the feed. The only class that knows Tyrus. */
final class FeedSocket {
    /** A frame from the server; it splits longer answers. */
    private static final int MOST_CHARS = 8 << 20;

    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);

    /** What comes from the socket, on Tyrus's threads. */
    interface Receiver {
        void text(String frame);

        void pong();

        void closed(int code, String reason);
    }

    /** The server did not want a WebSocket; {@code status} is what it said instead. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1;
        final int status;

        Refused(int status, Throwable cause) {
            super("the server answered the upgrade with HTTP " + status, cause);
            this.status = status;
        }
    }

    private final Session session;

    private FeedSocket(Session session) {
        this.session = session;
    }

    /** Blocks until the socket is open. */
    static FeedSocket open(ApiClient api, AccessToken token, Receiver receiver) throws IOException {
        ClientManager manager =
                ClientManager.createClient("org.glassfish.tyrus.container.jdk.client.JdkClientContainer");
        manager.getProperties().put(ClientProperties.HANDSHAKE_TIMEOUT, (int) HANDSHAKE_TIMEOUT.toMillis());
        manager.getProperties().put(ClientProperties.INCOMING_BUFFER_SIZE, MOST_CHARS);
        manager.getProperties()
                .put(
                        ClientProperties.WORKER_THREAD_POOL_CONFIG,
                        ThreadPoolConfig.defaultConfig()
                                .setPoolName("pawn-feed-io")
                                .setDaemon(true)
                                .setCorePoolSize(1)
                                .setMaxPoolSize(3));
        ConnectionSettings.Tls tls = api.settings().tls();
        if (tls != null) {
            manager.getProperties()
                    .put(ClientProperties.SSL_ENGINE_CONFIGURATOR, new SslEngineConfigurator(tls.context()));
        }
        manager.setDefaultMaxTextMessageBufferSize(MOST_CHARS);
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create()
                .preferredSubprotocols(List.of("pawn.v1"))
                .configurator(new Headers(token))
                .build();
        try {
            return new FeedSocket(manager.connectToServer(new FeedEndpoint(receiver), config, api.feedAddress()));
        } catch (DeploymentException failure) {
            throw reason(failure);
        }
    }

    void send(String frame) {
        session.getAsyncRemote().sendText(frame);
    }

    void ping() throws IOException {
        session.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
    }

    /** May block for a moment. */
    void close() {
        try {
            session.close(new CloseReason(CloseReason.CloseCodes.NORMAL_CLOSURE, ""));
        } catch (IOException | RuntimeException alreadyGone) {
            // which is what we wanted
        }
    }

    private static IOException reason(DeploymentException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DeploymentHandshakeException refused) {
                return new Refused(refused.getHttpStatusCode(), failure);
            }
        }
        return new IOException(failure.getMessage(), failure);
    }

    /** No {@code Origin}: that is for pages. */
    private static final class Headers extends ClientEndpointConfig.Configurator {
        private final AccessToken token;

        Headers(AccessToken token) {
            this.token = token;
        }

        @Override
        public void beforeRequest(Map<String, List<String>> headers) {
            headers.keySet().removeIf(name -> name.equalsIgnoreCase("Origin"));
            headers.put("Authorization", List.of("Bearer " + token.value()));
        }
    }

    private static final class FeedEndpoint extends Endpoint {
        private final Receiver receiver;

        FeedEndpoint(Receiver receiver) {
            this.receiver = receiver;
        }

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, (MessageHandler.Whole<String>) receiver::text);
            session.addMessageHandler(PongMessage.class, (MessageHandler.Whole<PongMessage>) pong -> receiver.pong());
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            receiver.closed(reason.getCloseCode().getCode(), String.valueOf(reason.getReasonPhrase()));
        }

        @Override
        public void onError(Session session, Throwable failure) {
            // a close follows
        }
    }
}
