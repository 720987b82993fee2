package org.pawn.server.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.pawn.server.main.TestServer;

/** The whole server with people who have phones, and two who look at them, on REST and on the feed. */
final class CallHouse implements AutoCloseable {
    static final String PASSWORD = "open-sesame";

    final TestServer server;
    private final Path folder;
    private final RestSurface rest;
    private final FeedSurface feed;
    private final List<Phone> phones = new ArrayList<>();

    CallHouse(Path folder) throws JsonProcessingException {
        this.folder = folder;
        server = TestServer.start(folder.resolve("data"));
        server.person("alice@example.com", "Alice", PASSWORD);
        server.person("bob@example.com", "Bob", PASSWORD);
        rest = new RestSurface(server.http(), server.adminToken());
        feed = new FeedSurface(server.http(), server.adminToken(), List.of("alice@example.com", "bob@example.com"));
    }

    /** A phone of one of the two, who has the other for a buddy; {@code name} tells several of one person apart. */
    Phone phone(String kind, String user, String transport, String name) {
        String buddy = user.equals("alice") ? "bob" : "alice";
        String address = transport.equals("tls") ? server.sips() : server.sip();
        Phone phone =
                Phone.of(kind, new Phone.Account(user, PASSWORD, buddy, address, transport), folder.resolve(name));
        phones.add(phone);
        return phone;
    }

    /** On both surfaces. */
    void awaitCall(String... users) {
        for (String user : users) {
            awaitActivity(user, "InACall");
            assertThat(rest.shows(user + "@example.com")).isEqualTo("Busy");
        }
    }

    void awaitNoCall(String... users) {
        for (String user : users) {
            awaitActivity(user, "null");
        }
    }

    void awaitSignedIn(String... users) {
        for (String user : users) {
            await(user + " signs in")
                    .atMost(Duration.ofSeconds(40))
                    .untilAsserted(() -> assertThat(rest.shows(user + "@example.com"))
                            .as(this::states)
                            .isEqualTo("Available"));
        }
    }

    private String states() {
        return phones.stream().map(Phone::state).collect(Collectors.joining("\n\n"));
    }

    boolean isInACall(String user) {
        return rest.activity(user + "@example.com").equals("InACall");
    }

    private void awaitActivity(String user, String activity) {
        String address = user + "@example.com";
        await(user + " shows " + activity + " on REST and on the feed")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> {
                    assertThat(rest.activity(address)).isEqualTo(activity);
                    assertThat(feed.activity(address)).isEqualTo(activity);
                });
    }

    @Override
    public void close() {
        feed.close();
        server.close();
    }
}
