package org.pawn.bench;

import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.pawn.sdk.PersonDetails;
import org.pawn.sdk.PresenceClient;
import org.pawn.sdk.Scope;
import org.pawn.sdk.TokenRequest;

/** People, each with an open feed that watches one person. */
final class FeedWatchers implements AutoCloseable {
    private static final int AT_ONCE = 16;
    private static final Duration WITHIN = Duration.ofSeconds(60);

    private final URI http;
    private final Marks marks;
    private final int firstSlot;
    private final ExecutorService threads = Executors.newFixedThreadPool(2, task -> {
        Thread thread = new Thread(task, "bench-feed");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient client = HttpClient.newBuilder().executor(threads).build();
    private final List<WebSocket> open = new CopyOnWriteArrayList<>();

    /** @param firstSlot which of the person's watchers the first feed is */
    FeedWatchers(URI http, Marks marks, int firstSlot) {
        this.http = Loopback.require(http);
        this.marks = marks;
        this.firstSlot = firstSlot;
    }

    /** Adds that many people and opens a feed for each; done when each has had its first state. */
    void open(int count, String presentity, String adminToken, PrintStream progress) throws InterruptedException {
        Wave wave = new Wave(progress, WITHIN);
        try (PresenceClient admin =
                PresenceClient.at(http.toString()).token(adminToken).build()) {
            admin.administration().addPerson(presentity, PersonDetails.none().name("Presentity"));
            wave.run(
                    "people with a token",
                    count,
                    AT_ONCE,
                    i -> token(admin, i).thenCompose(token -> feed(token, presentity, i)));
        }
    }

    private static CompletableFuture<String> token(PresenceClient admin, int number) {
        String address = "feed" + number + "@" + SipRequests.DOMAIN;
        return admin.administration()
                .addPersonAsync(address, PersonDetails.none().name("Viewer " + number))
                .thenCompose(person -> admin.access().mintAsync(TokenRequest.forPerson(address, Scope.PRESENCE_READ)))
                .thenApply(minted -> minted.token().value());
    }

    private CompletableFuture<Void> feed(String token, String presentity, int number) {
        Frames frames = new Frames(firstSlot + number);
        return client.newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .subprotocols("pawn.v1")
                .buildAsync(URI.create(http.toString().replaceFirst("^http", "ws") + "/v1/feed"), frames)
                .thenCompose(socket -> {
                    open.add(socket);
                    return socket.sendText(
                            "{\"type\":\"watch\",\"id\":\"w\",\"addresses\":[\"" + presentity + "\"]}", true);
                })
                .thenCompose(sent -> frames.snapshot);
    }

    @Override
    public void close() {
        open.forEach(WebSocket::abort);
        threads.shutdownNow();
    }

    /** What one feed brings. */
    private final class Frames implements WebSocket.Listener {
        private final int slot;
        private final StringBuilder partial = new StringBuilder(); // one call at a time
        private final CompletableFuture<Void> snapshot = new CompletableFuture<>();

        Frames(int slot) {
            this.slot = slot;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            long nanos = System.nanoTime();
            partial.append(data);
            if (last) {
                String frame = partial.toString();
                partial.setLength(0);
                if (frame.startsWith("{\"type\":\"snapshot\"")) {
                    snapshot.complete(null);
                }
                marks.look(frame, slot, nanos);
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            snapshot.completeExceptionally(new IllegalStateException("a feed was closed: " + code + " " + reason));
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            snapshot.completeExceptionally(error);
        }
    }
}
