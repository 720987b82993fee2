package org.pawn.rest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.container.jdk.client.JdkClientContainer;
import org.pawn.rest.RestFixture;

/** A real WebSocket client of the feed; what it hears must be as {@code feed.yaml} says. */
final class FeedClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final Session session;

    private FeedClient(RestFixture server, String query, String... headers) throws DeploymentException, IOException {
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create()
                .preferredSubprotocols(List.of("pawn.v1"))
                .configurator(new ClientEndpointConfig.Configurator() {
                    @Override
                    public void beforeRequest(Map<String, List<String>> sent) {
                        for (int i = 0; i < headers.length; i += 2) {
                            sent.put(headers[i], Arrays.asList(headers[i + 1]));
                        }
                    }
                })
                .build();
        session = ClientManager.createClient(JdkClientContainer.class.getName())
                .connectToServer(
                        new Endpoint() {
                            @Override
                            public void onOpen(Session opened, EndpointConfig unused) {
                                opened.addMessageHandler(
                                        String.class, (MessageHandler.Whole<String>) FeedClient.this::take);
                            }

                            @Override
                            public void onClose(Session ended, CloseReason reason) {
                                closed.complete(reason.getCloseCode().getCode());
                            }
                        },
                        config,
                        URI.create(server.url("/v1/feed" + query).replace("http:", "ws:")));
    }

    static FeedClient open(RestFixture server, String... headers) {
        return at(server, "", headers);
    }

    static FeedClient at(RestFixture server, String query, String... headers) {
        try {
            return new FeedClient(server, query, headers);
        } catch (DeploymentException refused) {
            throw new AssertionError("refused: " + refused.getMessage() + " " + refused.getCause(), refused);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Opens and says hello. */
    static FeedClient signedIn(RestFixture server, String token) {
        FeedClient client = open(server);
        client.say("{'type':'hello','token':'" + token + "'}");
        assertThat(client.next().path("type").asText()).isEqualTo("welcome");
        return client;
    }

    private void take(String text) {
        try {
            frames.add(JSON.readTree(text));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Sends a frame, written with single quotes. */
    void say(String frame) {
        session.getAsyncRemote().sendText(frame.replace('\'', '"'));
    }

    JsonNode next() {
        try {
            JsonNode frame = frames.poll(10, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("no frame came; closed: " + closed);
            }
            FeedSpecification.file().judge(frame);
            return frame;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** The next frame of that type; others are passed over. */
    JsonNode next(String type) {
        return nextOf(type);
    }

    /** The next frame of one of those types; others are passed over. */
    JsonNode nextOf(String... types) {
        while (true) {
            JsonNode frame = next();
            if (List.of(types).contains(frame.path("type").asText())) {
                return frame;
            }
        }
    }

    /** The next frame if one came already. */
    Optional<JsonNode> poll() {
        Optional<JsonNode> frame = Optional.ofNullable(frames.poll());
        frame.ifPresent(FeedSpecification.file()::judge);
        return frame;
    }

    /** All frames that came already. */
    List<JsonNode> come() {
        List<JsonNode> all = new ArrayList<>();
        for (Optional<JsonNode> frame = poll(); frame.isPresent(); frame = poll()) {
            all.add(frame.get());
        }
        return all;
    }

    /** Fails if something more came before the answer to this. */
    void assertNothingMore() {
        say("{'type':'unwatch','id':'none','ref':'fence'}");
        assertThat(next().path("ref").asText()).isEqualTo("fence");
    }

    int closeCode() {
        try {
            return closed.get(10, TimeUnit.SECONDS);
        } catch (Exception late) {
            throw new AssertionError("not closed", late);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
