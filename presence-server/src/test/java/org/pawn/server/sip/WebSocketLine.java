package org.pawn.server.sip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** A browser's way to a SIP server (RFC 7118): the Java platform's own WebSocket client, and a host that nobody knows. */
final class WebSocketLine implements SipTestClient.Line {
    private static final String CUT = "";

    private final String host = UUID.randomUUID().toString().substring(0, 8) + ".invalid";
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;
    private volatile boolean binary;

    private WebSocketLine(HttpClient http, URI server, String... headers) {
        WebSocket.Builder builder = http.newWebSocketBuilder().subprotocols("sip");
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        socket = builder.buildAsync(server, new Reader()).join();
    }

    static WebSocketLine plain(String httpUrl, String... headers) {
        return new WebSocketLine(HttpClient.newHttpClient(), uri(httpUrl), headers);
    }

    static WebSocketLine secure(String httpsUrl, SSLContext trusting) {
        return new WebSocketLine(HttpClient.newBuilder().sslContext(trusting).build(), uri(httpsUrl));
    }

    private static URI uri(String http) {
        return URI.create(http.replaceFirst("http", "ws") + "/sip");
    }

    WebSocketLine inBinary() {
        binary = true;
        return this;
    }

    /** The code that the server closed with. */
    int closeCode() {
        return closed.orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Override
    public synchronized void send(byte[] bytes) {
        if (binary) {
            socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
        } else {
            socket.sendText(new String(bytes, StandardCharsets.UTF_8), true).join();
        }
    }

    @Override
    public String receive() throws IOException {
        try {
            String message = received.take();
            if (message.equals(CUT)) {
                throw new IOException("closed");
            }
            return message;
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public void cut() {
        socket.abort();
        received.add(CUT);
    }

    private final class Reader implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                received.add(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
            byte[] some = new byte[part.remaining()];
            part.get(some);
            bytes.writeBytes(some);
            if (last) {
                received.add(bytes.toString(StandardCharsets.ISO_8859_1));
                bytes.reset();
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            received.add(CUT);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            closed.completeExceptionally(failure);
            received.add(CUT);
        }
    }
}
