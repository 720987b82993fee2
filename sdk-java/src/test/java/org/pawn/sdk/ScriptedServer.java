package org.pawn.sdk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;

/** A server on port 0 that gives the answers it was told to, in order, and remembers what it was asked. */
final class ScriptedServer implements AutoCloseable {
    private final MockWebServer server = new MockWebServer();

    ScriptedServer() {
        try {
            server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String address() {
        return "http://127.0.0.1:" + server.getPort();
    }

    PresenceClientBuilder client() {
        return PresenceClient.at(address()).token("t-1");
    }

    ScriptedServer answers(String json) {
        return enqueue(new MockResponse.Builder()
                .code(200)
                .addHeader("Content-Type", "application/json")
                .body(json));
    }

    ScriptedServer answersNothing() {
        return enqueue(new MockResponse.Builder().code(204));
    }

    ScriptedServer refuses(int status, String name) {
        return enqueue(problem(status, name));
    }

    ScriptedServer refuses(int status, String name, String retryAfter) {
        return enqueue(problem(status, name).addHeader("Retry-After", retryAfter));
    }

    ScriptedServer hangsUp() {
        return enqueue(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()));
    }

    ScriptedServer enqueue(MockResponse.Builder answer) {
        server.enqueue(answer.build());
        return this;
    }

    RecordedRequest asked() {
        try {
            RecordedRequest request = server.takeRequest(5, TimeUnit.SECONDS);
            if (request == null) {
                throw new AssertionError("nothing more was asked within 5 s");
            }
            return request;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    int timesAsked() {
        return server.getRequestCount();
    }

    @Override
    public void close() {
        server.close();
    }

    private static MockResponse.Builder problem(int status, String name) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/problem+json")
                .addHeader("X-Request-Id", "r-17")
                .body("{\"type\":\"urn:pawn:problem:" + name + "\",\"title\":\"No\",\"status\":" + status
                        + ",\"detail\":\"Because.\",\"minimumSeconds\":30}");
    }
}
