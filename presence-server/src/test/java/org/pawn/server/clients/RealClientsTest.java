package org.pawn.server.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pawn.server.main.TestServer;

/** Phones that nobody here wrote, against the whole server: they sign in, see each other, and write to each other. */
@Tag("clients")
@Timeout(240)
final class RealClientsTest {
    private static final String PASSWORD = "open-sesame";

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(folder.resolve("data"));
        server.person("alice@example.com", "Alice", PASSWORD);
        server.person("bob@example.com", "Bob", PASSWORD);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Phone phone(String kind, String user, String buddy, String transport) {
        return phone(kind, user, buddy, transport, user);
    }

    private Phone phone(String kind, String user, String buddy, String transport, String home) {
        String address = transport.equals("tls") ? server.sips() : server.sip();
        Phone.Account account = new Phone.Account(user, PASSWORD, buddy, address, transport);
        return Phone.of(kind, account, folder.resolve(home));
    }

    /** As {@code GET /v1/presence/…} tells it. */
    private String availability(String user) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(server.http() + "/v1/presence/" + user + "@example.com"))
                .header("Authorization", "Bearer " + server.adminToken())
                .build();
        try {
            String body =
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            Matcher found = Pattern.compile("\"availability\":\"(\\w+)\"").matcher(body);
            assertThat(found.find()).as(body).isTrue();
            return found.group(1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private void awaitAvailability(String user, String wanted, Duration atMost) {
        await(user + " shows " + wanted)
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(availability(user)).isEqualTo(wanted));
    }

    @ParameterizedTest
    @CsvSource({
        "baresip, udp",
        "baresip, tcp",
        "baresip, tls",
        "linphone, udp",
        "linphone, tcp",
        "linphone, tls",
        "twinkle, udp", // which has no TLS
        "twinkle, tcp"
    })
    void twoPhonesSeeEachOtherAndWriteToEachOtherEvenWhenOneComesLater(String kind, String transport) {
        try (Phone alice = phone(kind, "alice", "bob", transport)) {
            try (Phone bob = phone(kind, "bob", "alice", transport)) {
                awaitAvailability("alice", "Available", Duration.ofSeconds(30));
                awaitAvailability("bob", "Available", Duration.ofSeconds(30));

                alice.goOnline();
                bob.goOnline();
                alice.awaitLog("its PUBLISH is taken", "SIP-ETag: ");
                bob.awaitLog("its PUBLISH is taken", "SIP-ETag: ");
                alice.awaitLog("bob's presence shows", "NOTIFY sip:.*<basic>open</basic>");
                bob.awaitLog("alice's presence shows", "NOTIFY sip:.*<basic>open</basic>");

                alice.write("bob", "hello-from-alice");
                bob.awaitLog("alice's message arrives", "MESSAGE sip:bob.*hello-from-alice");
                bob.write("alice", "hello-from-bob");
                alice.awaitLog("bob's message arrives", "MESSAGE sip:alice.*hello-from-bob");
            }
            awaitAvailability("bob", "Offline", Duration.ofSeconds(30));
            alice.awaitLog("bob's leaving shows", "NOTIFY sip:.*<basic>closed</basic>");

            alice.write("bob", "for-later");
            alice.awaitLog("the server keeps it", "for-later.*SIP/2\\.0 202 ");
            try (Phone bob = phone(kind, "bob", "alice", transport, "bob-again")) {
                bob.awaitLog("what waited arrives", "MESSAGE sip:bob.*for-later");
            }
        }
    }

    @Test
    void whoSwitchesBaresipToOfflineShowsOfflineAndBack() {
        try (Phone alice = phone("baresip", "alice", "bob", "udp")) {
            awaitAvailability("alice", "Available", Duration.ofSeconds(30));
            alice.goOnline();
            ((Baresip) alice).awaitPublished("open");

            ((Baresip) alice).goOffline();
            awaitAvailability("alice", "Offline", Duration.ofSeconds(30));
            ((Baresip) alice).awaitPublished("closed"); // else its next word has the tag of the word before

            alice.goOnline();
            awaitAvailability("alice", "Available", Duration.ofSeconds(30));
        }
    }
}
