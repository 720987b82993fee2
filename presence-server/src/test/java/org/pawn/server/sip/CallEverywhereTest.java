package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pawn.server.main.TestServer;
import org.pawn.time.SettableTime;

/** A call that Alice's phone tells of: everybody who looks at her sees it, on REST, on the feed and on a SIP phone. */
@Timeout(60)
final class CallEverywhereTest {
    private static final String ALICE = "alice@example.com";
    private static final String SECRET = "a secret";
    private static final String ANSWERED =
            "<dialog id=\"d1\" direction=\"recipient\"><state>confirmed</state></dialog>";

    @TempDir
    private Path data;

    private SettableTime time;
    private TestServer server;
    private Viewer admin;
    private Viewer.Feed feed;
    private SipUser alice;
    private SipUser bob;
    private int notifications;

    @BeforeEach
    void everybodyLooksAtAlicesPhone() {
        time = new SettableTime(Instant.parse("2030-03-04T09:00:00Z"));
        server = TestServer.start(data, Map.of("presence.notifyInterval", "PT0S", "sip.minExpires", "PT10S"), time);
        server.person(ALICE, "Alice Example", SECRET);
        server.person("bob@example.com", "Bob Example", SECRET);
        admin = new Viewer(server, server.adminToken(), "", "");
        String[] sip = server.sip().split(":");
        InetSocketAddress address = new InetSocketAddress(sip[0], Integer.parseInt(sip[1]));
        alice = new SipUser(SipTestClient.tcp(address), "alice", SECRET);
        bob = new SipUser(SipTestClient.udp(address), "bob", SECRET);
        ok(alice.register(3600).sendSigned());
        feed = admin.feed();
        feed.watch(ALICE);
        assertThat(feed.next("snapshot").toString()).contains("\"availability\":\"Available\"");
        ok(bob.subscribe("alice", 3600).sendSigned());
        assertThat(notified()).contains("<basic>open</basic>").doesNotContain("on-the-phone");
    }

    @AfterEach
    void stop() {
        feed.close();
        alice.close();
        bob.close();
        admin.close();
        server.close();
    }

    private static String ok(String answer) {
        assertThat(SipTestClient.status(answer)).as(answer).isEqualTo(200);
        return answer;
    }

    /** The body of the next NOTIFY; a moved clock may have sent an earlier one again. */
    private String notified() {
        notifications++;
        String sequence = "CSeq: " + notifications + " ";
        return SipTestClient.body(
                bob.client.await(message -> message.startsWith("NOTIFY ") && message.contains(sequence)));
    }

    private String publish(String life) {
        return SipTestClient.header(
                        ok(alice.publishDialogs(1, "full", ANSWERED)
                                .with("Expires", life)
                                .sendSigned()),
                        "SIP-ETag")
                .orElseThrow();
    }

    private void assertEverybodySees(String availability, String activity) {
        JsonNode shown = feed.next("presence").path("presence");
        assertThat(shown.path("availability").asText()).isEqualTo(availability);
        assertThat(shown.path("activity").asText()).isEqualTo(activity);
        assertThat(admin.get("/v1/presence/" + ALICE).body())
                .contains("\"availability\":\"" + availability + "\"")
                .contains("\"activity\":" + (activity.equals("null") ? "null" : "\"" + activity + "\""));
        if (activity.equals("InACall")) {
            assertThat(notified()).contains("<rpid:on-the-phone/>").contains("<basic>open</basic>");
        } else {
            assertThat(notified()).doesNotContain("on-the-phone").contains("<basic>open</basic>");
        }
    }

    @Test
    void itShowsWhileItLastsAndIsGoneWhenThePublicationIsRemoved() {
        String tag = publish("3600");
        assertEverybodySees("Busy", "InACall");

        ok(alice.request("PUBLISH", alice.address())
                .with("Event", "dialog")
                .with("SIP-If-Match", tag)
                .with("Expires", "0")
                .sendSigned());

        assertEverybodySees("Available", "null");
    }

    @Test
    void itIsGoneWhenThePhoneSaysItIsOver() {
        String tag = publish("3600");
        assertEverybodySees("Busy", "InACall");

        ok(alice.publishDialogs(2, "partial", ANSWERED.replace("confirmed", "terminated"))
                .with("SIP-If-Match", tag)
                .sendSigned());

        assertEverybodySees("Available", "null");
    }

    @Test
    void itIsGoneWhenThePhoneSaysNothingMore() {
        publish("20");
        assertEverybodySees("Busy", "InACall");

        time.advance(Duration.ofSeconds(20));

        assertEverybodySees("Available", "null");
    }

    @Test
    void theOwnersExplanationNamesTheCall() {
        publish("3600");
        assertEverybodySees("Busy", "InACall");

        assertThat(admin.get("/v1/presence/" + ALICE + "/explain").body()).contains("a call counts");
    }
}
