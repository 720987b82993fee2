package org.pawn.server.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** A server on port 0 that gives the answers it was told to, in order, and remembers what it was asked. */
final class ScriptedServer implements AutoCloseable {
    private record Reply(int status, String type, String body) {}

    private final HttpServer server;
    private final Queue<Reply> replies = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();

    ScriptedServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    ScriptedServer answers(String json) {
        replies.add(new Reply(200, "application/json", json));
        return this;
    }

    ScriptedServer refuses(int status, String name, String detail) {
        replies.add(new Reply(
                status,
                "application/problem+json",
                "{\"type\":\"urn:pawn:problem:" + name + "\",\"title\":\"No\",\"status\":" + status + ",\"detail\":\""
                        + detail + "\"}"));
        return this;
    }

    /** Each as {@code METHOD PATH TOKEN BODY}. */
    List<String> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
        Reply reply = replies.remove();
        exchange.getResponseHeaders().set("Content-Type", reply.type());
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
