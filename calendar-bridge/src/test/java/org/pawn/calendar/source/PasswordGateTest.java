package org.pawn.calendar.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pawn.freebusy.FeedCredentials;

/** A password travels over TLS or within a network that the administrator lists, and else not at all. */
final class PasswordGateTest {
    private static final FeedCredentials ALICE = new FeedCredentials("alice", "open sesame");
    private static final String NOBODY = "";

    @TempDir
    private Path folder;

    /** With sockets that go anywhere: here the gate alone stands between the password and the network. */
    private static OkHttpClient.Builder gated(String... listed) {
        AddressGuard guard =
                new AddressGuard(Stream.of(listed).map(Network::parse).toList());
        return new OkHttpClient.Builder().addNetworkInterceptor(new PasswordGate(guard));
    }

    private static Response send(OkHttpClient client, String url) throws IOException {
        HttpUrl address = HttpUrl.get(url);
        Round round =
                new Round(client, System::nanoTime, Duration.ofSeconds(10), address, Optional.of(ALICE), new Random(1));
        return round.send(new Request.Builder().url(address).build());
    }

    @Test
    void inTheClearItGoesToAListedNetworkAlone() throws IOException {
        try (FaultServer server = new FaultServer()) {
            server.on("/", 200, new byte[0]);

            send(gated("127.0.0.0/8").build(), server.url("/")).close();
            send(gated("10.0.0.0/8").build(), server.url("/")).close();

            assertThat(server.requests)
                    .extracting(request -> request.getRequestHeaders().containsKey("Authorization"))
                    .containsExactly(true, false);
        }
    }

    @Test
    void aServerThatInsistsInTheClearIsNotToldAndItsOwnerIs() {
        try (FaultServer server = new FaultServer()) {
            server.on("/", exchange -> {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"calendars\"");
                exchange.sendResponseHeaders(401, -1);
            });

            assertThatThrownBy(() -> send(gated().build(), server.url("/")))
                    .isInstanceOf(FetchFailure.class)
                    .hasMessage("The calendar's server wants the password in the clear; use its https address.");
            assertThat(server.requests)
                    .noneMatch(request -> request.getRequestHeaders().containsKey("Authorization"));
        }
    }

    @Test
    void aDigestMayBeAnsweredInTheClear() throws IOException {
        try (FaultServer server = new FaultServer()) {
            server.on("/", exchange -> {
                boolean isAnswered = exchange.getRequestHeaders().containsKey("Authorization");
                exchange.getResponseHeaders()
                        .set("WWW-Authenticate", "Basic realm=\"c\", Digest realm=\"c\", nonce=\"n\", qop=\"auth\"");
                exchange.sendResponseHeaders(isAnswered ? 200 : 401, -1);
            });

            try (Response response = send(gated().build(), server.url("/"))) {
                assertThat(response.code()).isEqualTo(200);
            }

            assertThat(server.requests)
                    .last()
                    .extracting(request -> request.getRequestHeaders().getFirst("Authorization"))
                    .asString()
                    .startsWith("Digest username=\"alice\"")
                    .doesNotContain("sesame");
        }
    }

    @Test
    void itGoesOverTls() throws Exception {
        KeyStore keys = selfMadeKeys();
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
        server.createContext("/", exchange -> {
            told.add(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                    .orElse(NOBODY));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        OkHttpClient client = gated().sslSocketFactory(
                        context(keys).getSocketFactory(), (X509TrustManager) trust.getTrustManagers()[0])
                .build();

        send(client, "https://localhost:" + server.getAddress().getPort() + "/").close();

        assertThat(told.poll(10, TimeUnit.SECONDS)).startsWith("Basic ");
        server.stop(0);
    }

    private KeyStore selfMadeKeys() throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "server",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString()))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, "changeit".toCharArray());
        }
        keys.setCertificateEntry("trusted", keys.getCertificate("server"));
        return keys;
    }

    private static SSLContext context(KeyStore keys) throws Exception {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, "changeit".toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
