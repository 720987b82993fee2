package org.pawn.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/** The server's side of feeds, played by the test frame by frame. */
final class ScriptedFeed implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final MockWebServer server = new MockWebServer();
    private final BlockingQueue<Connection> connections = new LinkedBlockingQueue<>();
    private volatile Supplier<MockResponse> upgrade = this::accept;

    /** One connection that came in. */
    final class Connection extends WebSocketListener {
        private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
        private volatile @Nullable WebSocket socket;
        private volatile String token = "";

        @Override
        public void onOpen(WebSocket opened, Response response) {
            socket = opened;
            connections.add(this);
        }

        @Override
        public void onMessage(WebSocket from, String text) {
            frames.add(text);
        }

        @Override
        public void onClosing(WebSocket from, int code, String reason) {
            from.close(1000, null);
        }

        /** The next frame from the client. */
        JsonNode next() {
            try {
                String frame = frames.poll(5, TimeUnit.SECONDS);
                if (frame == null) {
                    throw new AssertionError("no frame within 5 s");
                }
                return MAPPER.readTree(frame);
            } catch (InterruptedException | IOException failure) {
                throw new AssertionError(failure);
            }
        }

        JsonNode next(String type) {
            JsonNode frame = next();
            if (!frame.path("type").asText().equals(type)) {
                throw new AssertionError("expected " + type + ", got " + frame);
            }
            return frame;
        }

        Connection says(String frame) {
            WebSocket open = socket;
            if (open == null) {
                throw new AssertionError("not open");
            }
            open.send(frame.replace('\'', '"'));
            return this;
        }

        /** Takes the hello and welcomes. */
        Connection welcomes(String cursor, boolean resumed) {
            next("hello");
            return says("{'type':'welcome','cursor':'" + cursor + "','resumed':" + resumed
                    + ",'expiresAt':'2999-01-01T00:00:00Z'}");
        }

        /** Takes a watch and tells these people of it. */
        JsonNode answersWatch(String type, String... presences) {
            JsonNode watch = next("watch");
            says("{'type':'" + type + "','id':'" + watch.path("id").asText() + "','presence':["
                    + String.join(",", presences) + "],'problems':[],'cursor':'c.1'}");
            return watch;
        }

        void closes(int code) {
            WebSocket open = socket;
            if (open != null) {
                open.close(code, "");
            }
        }

        String token() {
            return token;
        }
    }

    ScriptedFeed() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                if (!request.getTarget().equals("/v1/feed")) {
                    return new MockResponse.Builder().code(404).build();
                }
                if (request.getHeaders().get("Origin") != null) {
                    return new MockResponse.Builder().code(403).build();
                }
                lastToken = String.valueOf(request.getHeaders().get("Authorization"));
                lastProtocol = String.valueOf(request.getHeaders().get("Sec-WebSocket-Protocol"));
                return upgrade.get();
            }
        });
        try {
            server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private volatile String lastToken = "";
    private volatile String lastProtocol = "";

    String lastProtocol() {
        return lastProtocol;
    }

    String address() {
        return "http://127.0.0.1:" + server.getPort();
    }

    Connection accepted() {
        try {
            Connection connection = connections.poll(10, TimeUnit.SECONDS);
            if (connection == null) {
                throw new AssertionError("nobody connected within 10 s");
            }
            return connection;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    void refusesUpgradesWith(int status) {
        upgrade = () -> new MockResponse.Builder().code(status).build();
    }

    void acceptsAgain() {
        upgrade = this::accept;
    }

    static String presence(String name, String availability, String version) {
        return "{'address':'" + name + "@example.com','availability':'" + availability + "','version':'" + version
                + "'}";
    }

    static String change(String presence, String cursor) {
        return "{'type':'presence','presence':" + presence + ",'cursor':'" + cursor + "'}";
    }

    private MockResponse accept() {
        Connection connection = new Connection();
        connection.token = lastToken;
        return new MockResponse.Builder()
                .webSocketUpgrade(connection)
                .addHeader("Sec-WebSocket-Protocol", "pawn.v1")
                .build();
    }

    @Override
    public void close() {
        server.close();
    }
}
