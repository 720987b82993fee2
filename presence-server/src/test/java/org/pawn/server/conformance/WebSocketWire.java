package org.pawn.server.conformance;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** A frame a message, by the Java platform's WebSocket client and from a host that has no name (RFC 7118 section 5). */
final class WebSocketWire implements Wire {
    private final String host = UUID.randomUUID().toString().substring(0, 8) + ".invalid";
    private final Inbox inbox = new Inbox();
    private final WebSocket socket;

    WebSocketWire(HttpClient http, URI server) {
        socket = http.newWebSocketBuilder()
                .subprotocols("sip")
                .buildAsync(server, new Reader())
                .join();
    }

    @Override
    public synchronized void send(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.getBytes(StandardCharsets.UTF_8).length == bytes.length) {
            socket.sendText(text, true).join();
        } else {
            socket.sendBinary(ByteBuffer.wrap(bytes), true).join(); // no text
        }
    }

    synchronized void sendBinary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    @Override
    public Optional<String> receive(Duration patience) {
        return inbox.next(patience);
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public boolean isClosedByServer(Duration patience) {
        return inbox.endsWithin(patience);
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Reader implements WebSocket.Listener {
        private final StringBuilder whole = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            return took(from, part, last);
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
            return took(from, StandardCharsets.ISO_8859_1.decode(part), last);
        }

        private CompletionStage<?> took(WebSocket from, CharSequence part, boolean last) {
            whole.append(part);
            if (last) {
                inbox.add(whole.toString());
                whole.setLength(0);
            }
            from.request(1);
            return java.util.concurrent.CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            inbox.end();
            return java.util.concurrent.CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            inbox.end();
        }
    }
}
