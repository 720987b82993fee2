package org.pawn.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** No spelling of a path opens an administrator's door, or any door, without a token (SECURITY-MODEL T1). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PathMatrixTest {
    private static final List<String> DOORS =
            List.of("/v1/admin/people", "/v1/admin/tokens", "/v1/me", "/v1/people/alice@example.com", "/metrics");
    private static final List<String> TRICKS = List.of(
            "/healthz/..",
            "/healthz/%2e%2e",
            "/healthz/%2E%2e",
            "/healthz/.%2e",
            "/healthz/..;",
            "/healthz/..;/",
            "/healthz/%2e%2e%3b",
            "/healthz/%252e%252e",
            "/healthz/%u002e%u002e",
            "/healthz/%c0%ae%c0%ae",
            "/healthz/%e0%80%ae%e0%80%ae",
            "/healthz/%2>%2>",
            "/healthz/%%32%65%%32%65",
            "/healthz\\..",
            "/healthz/%5c..",
            "/healthz/%5c%2e%2e",
            "/healthz/..%5c",
            "/healthz/..%2f",
            "/healthz/%2e%2e%2f",
            "/healthz/..%00",
            "/healthz/%00/..",
            "/healthz/..%0d%0a",
            "/healthz/..%09",
            "/healthz/;x=y/..",
            "/docs/..",
            "/docs/%2e%2e",
            "/docs/..;",
            "/embed/v1/../..",
            "/embed/v1/%2e%2e/%2e%2e",
            "/embed/v1/..%2f..",
            "/embed/%2e%2e",
            "/.",
            "/./.",
            "/%2e",
            "/%2e/%2e",
            "/;",
            "/;x=1",
            "/%3b",
            "//",
            "///",
            "/%2f",
            "/%2f%2f",
            "\\",
            "/%5c",
            "/%ff",
            "/%fe%ff",
            "/%c1%1c",
            "/%f8%80%80%80%ae");

    private RestFixture server;

    @BeforeAll
    void start() {
        server = new RestFixture();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void noSpellingOpensADoor() throws IOException {
        List<String> spellings = new ArrayList<>();
        for (String door : DOORS) {
            TRICKS.forEach(trick -> spellings.add(trick + door));
            for (String suffix : List.of(
                    "/", "//", ";", ";x=1", "%3b", "/.", "/..", "/%2e", "%20", "%00", "?", "#", ".json", "%2f", "\\",
                    "%5c", "%0a")) {
                spellings.add(door + suffix);
            }
            spellings.add(door.toUpperCase(java.util.Locale.ROOT));
            spellings.add(door.replace("a", "%61").replace("m", "%6d"));
            spellings.add(door.replace("/v1", "/v1;a=b"));
            spellings.add(door.replace("/v1/", "/v1//"));
            spellings.add(door.replace("/v1/", "/v1/./"));
            spellings.add(door.replace("/v1/", "/v1%2f"));
            spellings.add("http://example.com" + door);
        }
        int people = server.directory.size();

        for (String spelling : spellings) {
            for (String method : List.of("GET", "HEAD")) {
                int status = status(method, spelling);

                assertThat(status).as(method + " " + spelling).isIn(400, 401, 403, 404);
            }
        }
        assertThat(spellings).hasSizeGreaterThan(200);
        assertThat(server.directory.size()).isEqualTo(people);
    }

    @Test
    void headNeedsATokenLikeGet() throws IOException {
        assertThat(status("HEAD", "/v1/me")).isEqualTo(401);
        assertThat(status("HEAD", "/healthz")).isEqualTo(200);
    }

    /** By hand: a client library would normalise the path. */
    private int status(String method, String target) throws IOException {
        var address = server.api.http().orElseThrow();
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(10_000);
            String request = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            String head = new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
            assertThat(head).as(target).startsWith("HTTP/1.1 ");
            return Integer.parseInt(head.substring(9, 12));
        }
    }
}
