package org.pawn.server.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody else's site on another port, under the strictest policy that Pawn promises to run under. */
final class ForeignSite implements AutoCloseable {
    /** How many tokens the pages asked for. */
    final AtomicInteger tokens = new AtomicInteger();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final String pawn;
    private volatile String body = "";
    private volatile String attributes = "data-auto";
    private volatile long tokenSeconds = 900;

    ForeignSite(String pawn) throws IOException {
        this.pawn = pawn;
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, "text/html", page()));
        server.createContext("/pawn-token", exchange -> answer(exchange, "application/json", token()));
        server.start();
    }

    /** The page's content, and where it is. */
    String page(String html) {
        body = html;
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** What stands on the script's tag besides its source and the token's address. */
    void scriptAttributes(String text) {
        attributes = text;
    }

    void tokenLife(long seconds) {
        tokenSeconds = seconds;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private String page() {
        return """
                <!doctype html><html lang="en"><meta charset="utf-8"><title>Somebody else's page</title>
                <script type="module" src="%s/embed/v1/pawn.js" data-token-url="/pawn-token" %s></script>
                <body>%s</body></html>""".formatted(pawn, attributes, body);
    }

    private String token() {
        Instant expiresAt = Instant.now().plusSeconds(tokenSeconds);
        return "{\"token\":\"t%d\",\"expiresAt\":\"%s\"}".formatted(tokens.incrementAndGet(), expiresAt);
    }

    private void answer(HttpExchange exchange, String type, String text) throws IOException {
        String policy =
                "default-src 'none'; script-src %1$s; connect-src 'self' %1$s %2$s; img-src %1$s; require-trusted-types-for 'script'";
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.getResponseHeaders()
                .set("Content-Security-Policy", policy.formatted(pawn, pawn.replace("http:", "ws:")));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
