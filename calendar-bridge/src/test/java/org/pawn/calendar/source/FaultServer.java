package org.pawn.calendar.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A web server on loopback that misbehaves as told, and remembers who asked. */
public final class FaultServer implements AutoCloseable {
    /** Answers one request. */
    public interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    public final List<HttpExchange> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    public FaultServer() {
        this("127.0.0.1");
    }

    /** On that one of this machine's own addresses, {@code 127.0.0.2}. */
    public FaultServer(String address) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    public void on(String path, Answer answer) {
        server.createContext(path, exchange -> {
            requests.add(exchange);
            try (exchange) {
                answer.to(exchange);
            }
        });
    }

    public void on(String path, int status, byte[] body) {
        on(path, exchange -> {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        });
    }

    /** How often a file was asked for, and no calendar server looked for. */
    public long gets() {
        return requests.stream()
                .filter(request -> request.getRequestMethod().equals("GET"))
                .count();
    }

    public String url(String path) {
        return "http://" + server.getAddress().getAddress().getHostAddress() + ":" + port() + path;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
