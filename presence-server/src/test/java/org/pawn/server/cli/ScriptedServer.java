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
    private record Reply(String said, int status, String type, String body) {}

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
        return answersWhere("", json);
    }

    /** Answers the first request that says this, whenever it comes. */
    ScriptedServer answersWhere(String said, String json) {
        replies.add(new Reply(said, 200, "application/json", json));
        return this;
    }

    ScriptedServer refuses(int status, String name, String detail) {
        return refusesWhere("", status, name, detail);
    }

    ScriptedServer refusesWhere(String said, int status, String name, String detail) {
        replies.add(new Reply(
                said,
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
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization") + " " + body;
        asked.add(request);
        Reply reply = replies.stream()
                .filter(each -> request.contains(each.said()))
                .findFirst()
                .orElseThrow();
        replies.remove(reply);
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
