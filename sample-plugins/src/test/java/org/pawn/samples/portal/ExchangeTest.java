package org.pawn.samples.portal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One request to the portal. */
@Timeout(30)
final class ExchangeTest {
    @Test
    void whoLeftBeforeTheAnswerIsNoFailureOfPawns() throws Exception {
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", http -> {
            Exchange exchange = new Exchange(http, "http://127.0.0.1:8080");
            http.close(); // as the page does
            try {
                exchange.json(200, "late");
                outcome.complete(new AssertionError("it was answered"));
            } catch (Throwable told) {
                outcome.complete(told);
            }
        });
        server.start();
        try {
            URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            HttpClient.newHttpClient()
                    .sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding());

            Throwable told = outcome.get(20, TimeUnit.SECONDS);

            assertThatThrownBy(() -> {
                        throw told;
                    })
                    .isInstanceOf(Exchange.Left.class);
        } finally {
            server.stop(0);
        }
    }
}
