package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Group;
import org.pawn.presence.PresenceService;
import org.pawn.server.main.TestServer;
import org.pawn.time.SettableTime;

/** A device that dies without a word: its person is offline everywhere as soon as what it said has no more to say. */
final class SilentEndTest {
    private static final String ALICE = "alice@example.com";
    private static final String SECRET = "a secret";
    private static final Duration LIFE = Duration.ofSeconds(20);
    private static final int LONG_SECONDS = 3600;

    @TempDir
    private Path data;

    private final SettableTime time = new SettableTime(Instant.parse("2030-03-04T09:00:00Z"));
    private TestServer server;
    private Viewer admin;
    private Viewer.Feed feed;
    private SipUser bob;

    @BeforeEach
    void start() {
        server = TestServer.start(data, Map.of("sip.minExpires", "PT10S"), time);
        server.person(ALICE, "Alice Example", SECRET);
        server.person("bob@example.com", "Bob Example", SECRET);
        server.group(new Group("all", "All", false, List.of(AddressOfRecord.parse(ALICE))));
        admin = new Viewer(server, server.adminToken(), "", "");
        bob = new SipUser(SipTestClient.udp(sip()), "bob", SECRET);
    }

    @AfterEach
    void stop() {
        feed.close();
        bob.close();
        admin.close();
        server.close();
    }

    private InetSocketAddress sip() {
        String[] address = server.sip().split(":");
        return new InetSocketAddress(address[0], Integer.parseInt(address[1]));
    }

    private static void signsIn(SipUser alice, long seconds) {
        assertThat(SipTestClient.status(alice.register((int) seconds).sendSigned()))
                .isEqualTo(200);
        assertThat(SipTestClient.status(alice.publish("open", "")
                        .with("Expires", Long.toString(seconds))
                        .sendSigned()))
                .isEqualTo(200);
    }

    /** Bob by SIP, the administrator by feed and REST. */
    private void everybodySeesAliceAvailable() {
        feed = admin.feed();
        feed.watch(ALICE);
        assertThat(feed.next("snapshot").toString()).contains("\"availability\":\"Available\"");
        assertThat(SipTestClient.status(bob.subscribe("alice", 7200).sendSigned()))
                .isEqualTo(200);
        assertThat(SipTestClient.body(bob.client.awaitRequest("NOTIFY"))).contains("<basic>open</basic>");
        assertThat(admin.get("/v1/presence/" + ALICE).body()).contains("\"availability\":\"Available\"");
    }

    private void everySurfaceShowsHerOffline() {
        JsonNode told = feed.next("presence");
        while (!told.at("/presence/availability").asText().equals("Offline")) { // of two ends, the first came before
            told = feed.next("presence");
        }
        bob.client.await(message -> message.startsWith("NOTIFY ") && message.contains("<basic>closed</basic>"));
        Map<String, String> seen = admin.everySurface(ALICE);
        for (String surface : new String[] {"presence", "several", "batch", "feed", "card"}) {
            assertThat(seen.get(surface))
                    .as(surface)
                    .contains("\"availability\":\"Offline\"")
                    .doesNotContain("\"availability\":\"Available\"");
        }
        assertThat(seen.get("text")).contains("Offline").doesNotContain("Available");
        assertThat(seen.get("pidf")).contains("<basic>closed</basic>").doesNotContain("<basic>open</basic>");
        assertThat(seen.get("icon")).contains("Offline");
        try (SipUser looks = new SipUser(SipTestClient.udp(sip()), "bob", SECRET)) {
            assertThat(SipTestClient.status(looks.subscribe("alice", 0).sendSigned()))
                    .isEqualTo(200);
            assertThat(SipTestClient.body(looks.client.awaitRequest("NOTIFY"))).contains("<basic>closed</basic>");
        }
        assertThat(found("Offline")).contains(ALICE);
        assertThat(found("Available")).doesNotContain(ALICE);
    }

    private String found(String availability) {
        HttpResponse<String> answer =
                admin.post("/v1/presence:query", "{\"group\":\"all\",\"availability\":[\"" + availability + "\"]}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    @Test
    void whatAPhoneSaidEndsOnEverySurfaceAlikeWhenItExpires() {
        try (SipUser alice = new SipUser(SipTestClient.udp(sip()), "alice", SECRET)) {
            signsIn(alice, LIFE.toSeconds());
            everybodySeesAliceAvailable();
        } // her phone is gone, and said nothing

        time.advance(LIFE.minusNanos(1));
        assertThat(admin.get("/v1/presence/" + ALICE).body()).contains("\"availability\":\"Available\"");
        time.advance(Duration.ofNanos(1));

        everySurfaceShowsHerOffline();
    }

    @Test
    void aPhoneWhoseConnectionBreaksIsOfflineOnEverySurfaceAfterTheGrace() {
        try (SipUser alice = new SipUser(SipTestClient.tcp(sip()), "alice", SECRET)) {
            signsIn(alice, LONG_SECONDS);
            everybodySeesAliceAvailable();
        }

        graceAfterTheServerNoticed();

        everySurfaceShowsHerOffline();
    }

    @Test
    void aPhoneInABlackHoleIsNoticedByWhatItDoesNotAnswerAndDelaysNobody() throws IOException {
        try (BlackHole network = new BlackHole(sip());
                SipUser alice = new SipUser(SipTestClient.tcp(network.address()), "alice", SECRET)) {
            signsIn(alice, LONG_SECONDS);
            everybodySeesAliceAvailable();
            assertThat(SipTestClient.status(alice.subscribe("bob", 7200).sendSigned()))
                    .isEqualTo(200);
            alice.client.awaitRequest("NOTIFY");

            network.swallow();
            assertThat(SipTestClient.status(bob.publish("open", "").sendSigned()))
                    .isEqualTo(200); // she is told, and nothing comes back
            assertThat(admin.get("/v1/presence/bob@example.com").body()).contains("\"availability\":\"Available\"");
            graceAfterTheServerNoticed();

            assertThat(alice.client.isClosedByServer()).isFalse(); // the network keeps that from her, too
        }
        everySurfaceShowsHerOffline();
    }

    @Test
    void aPageWhoseFeedBreaksIsOfflineOnEverySurfaceAfterTheGrace() {
        HttpResponse<String> minted = admin.post(
                "/v1/tokens", "{\"viewer\":\"" + ALICE + "\",\"scopes\":[\"presence.read\",\"presence.write\"]}");
        String token = minted.body().replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
        try (Viewer page = new Viewer(server, token, "", "");
                Viewer.Feed device = page.feed()) {
            device.say("{\"type\":\"publish\",\"availability\":\"Available\",\"expires\":\"PT1H\",\"ref\":\"1\"}");
            device.next("ok");
            everybodySeesAliceAvailable();
        }

        graceAfterTheServerNoticed();

        everySurfaceShowsHerOffline();
    }

    /** Far from the hour after which it would end anyway: the server hears of the broken connection when it does. */
    private void graceAfterTheServerNoticed() {
        Instant latest = time.now().plusSeconds(LONG_SECONDS / 2);
        await().until(() -> {
            time.advance(PresenceService.FLOW_GRACE);
            assertThat(time.now()).isBefore(latest);
            return admin.get("/v1/presence/" + ALICE).body().contains("\"availability\":\"Offline\"");
        });
    }
}
