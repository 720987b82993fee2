package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pawn.server.main.TestServer;
import org.pawn.time.SettableTime;

/** A phone that dies without a word: its person is offline everywhere as soon as what it said has expired. */
final class SilentEndTest {
    private static final String ALICE = "alice@example.com";
    private static final String SECRET = "a secret";
    private static final Duration LIFE = Duration.ofSeconds(20);

    @TempDir
    private Path data;

    @Test
    void whatAPhoneSaidEndsOnEverySurfaceAlike() {
        SettableTime time = new SettableTime(Instant.parse("2030-03-04T09:00:00Z"));
        try (TestServer server = TestServer.start(data, Map.of("sip.minExpires", "PT10S"), time);
                Viewer admin = new Viewer(server, server.adminToken(), "", "")) {
            server.person(ALICE, "Alice Example", SECRET);
            server.person("bob@example.com", "Bob Example", SECRET);
            String[] sip = server.sip().split(":");
            InetSocketAddress address = new InetSocketAddress(sip[0], Integer.parseInt(sip[1]));
            SipUser bob = new SipUser(SipTestClient.udp(address), "bob", SECRET);
            try (Viewer.Feed feed = admin.feed();
                    SipUser alice = new SipUser(SipTestClient.udp(address), "alice", SECRET)) {
                assertThat(SipTestClient.status(
                                alice.register((int) LIFE.toSeconds()).sendSigned()))
                        .isEqualTo(200);
                assertThat(SipTestClient.status(alice.publish("open", "")
                                .with("Expires", Long.toString(LIFE.toSeconds()))
                                .sendSigned()))
                        .isEqualTo(200);
                feed.watch(ALICE);
                assertThat(feed.next("snapshot").toString()).contains("\"availability\":\"Available\"");
                assertThat(SipTestClient.status(bob.subscribe("alice", 3600).sendSigned()))
                        .isEqualTo(200);
                assertThat(SipTestClient.body(bob.client.awaitRequest("NOTIFY")))
                        .contains("<basic>open</basic>");
            } // her phone is gone, and said nothing

            try (Viewer.Feed feed = admin.feed()) {
                feed.watch(ALICE);
                assertThat(feed.next("snapshot").toString()).contains("\"availability\":\"Available\"");

                time.advance(LIFE);

                assertThat(feed.next("presence")
                                .path("presence")
                                .path("availability")
                                .asText())
                        .isEqualTo("Offline");
                assertThat(SipTestClient.body(bob.client.awaitRequest("NOTIFY")))
                        .contains("<basic>closed</basic>");
                assertThat(admin.get("/v1/presence/" + ALICE).body()).contains("\"availability\":\"Offline\"");
            } finally {
                bob.close();
            }
        }
    }
}
