package org.pawn.server.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Directory;
import org.pawn.directory.Person;
import org.pawn.time.SettableTime;

final class PresenceServerTest {
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path data;

    private HttpResponse<String> get(String url, String token) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void itServesOnceItIsReadyAndKeepsItsAdministratorAcrossARestart() throws IOException, InterruptedException {
        String token;
        try (TestServer server = TestServer.start(data)) {
            token = server.adminToken();
            assertThat(get(server.http() + "/readyz", token).statusCode()).isEqualTo(200);
            assertThat(get(server.http() + "/v1/me", token).statusCode()).isEqualTo(200);
        }

        try (TestServer server = TestServer.start(data)) {
            assertThat(get(server.http() + "/v1/me", token).statusCode()).isEqualTo(200);
        }
    }

    /** What follows a removal runs on a lane that may be the person's own: it may not wait for one. */
    @Test
    @Timeout(60)
    void whoeverIsRemovedTheDirectoryGoesOn() {
        try (TestServer server = TestServer.start(data)) {
            List<AddressOfRecord> people = IntStream.range(0, 100)
                    .mapToObj(i -> new AddressOfRecord("user" + i, "example.com"))
                    .toList();
            Directory directory = server.core().directory;
            people.forEach(person -> directory.save(Person.of(person)).join());

            people.forEach(person -> directory.remove(person).join());

            assertThat(directory.all()).isEmpty();
        }
    }

    @Test
    void aMissingAdministratorTokenIsMadeAnewAndTheOldOneRevoked() throws IOException, InterruptedException {
        String old;
        try (TestServer server = TestServer.start(data)) {
            old = server.adminToken();
        }
        Files.delete(data.resolve("admin-token"));

        try (TestServer server = TestServer.start(data)) {
            assertThat(server.adminToken()).isNotEqualTo(old);
            assertThat(get(server.http() + "/v1/me", old).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void whatOpensTheServerIsForItsOwnerAlone() throws IOException {
        try (TestServer server = TestServer.start(data)) {
            for (String file : new String[] {"admin-token", "server.json", "secret.key"}) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(file))))
                        .as(file)
                        .isEqualTo("rw-------");
            }
            assertThat(server.http()).startsWith("http://127.0.0.1:");
        }
    }

    @Test
    void aSecondServerOnTheSameDirectoryIsRefusedNamingTheFirst() {
        try (TestServer server = TestServer.start(data)) {
            assertThatThrownBy(() -> TestServer.start(data))
                    .hasRootCauseInstanceOf(StartException.class)
                    .hasMessageContaining(server.http());
        }
    }

    @Test
    void aSecondProcessOnTheSameDirectoryEndsSayingWhichOneRuns() throws IOException {
        Path shared = data.resolve("shared");
        try (ServerProcess first = ServerProcess.start(shared)) {
            assertThatThrownBy(() -> ServerProcess.start(shared))
                    .hasMessageContaining("exit 1")
                    .hasMessageContaining("Another server runs on " + shared)
                    .hasMessageContaining(first.http().toString());
        }
    }

    @Test
    void aBusyPortIsNamedWithItsKey() throws IOException {
        try (ServerSocket busy = new ServerSocket(0)) {
            assertThatThrownBy(() -> TestServer.start(data, Map.of("http.listen", "127.0.0.1:" + busy.getLocalPort())))
                    .hasMessageContaining("http.listen")
                    .hasMessageContaining(Integer.toString(busy.getLocalPort()));
        }
    }

    @Test
    void aSettableClockRunsTheWholeServer() {
        SettableTime time = new SettableTime(Instant.parse("2030-03-04T09:00:00Z"));
        try (TestServer server = TestServer.start(data, Map.of(), time)) {
            assertThat(server.core().presence).isNotNull();
        }
    }
}
