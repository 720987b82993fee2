package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pawn.server.main.TestServer;
import org.pawn.time.SettableTime;

/** A phone that changes its mind ten times a second: its watchers are told once a second, and what it settles on. */
final class FlappingTest {
    private static final String SECRET = "a secret";
    private static final int SECONDS = 10;
    private static final int CHANGES_A_SECOND = 10;

    @TempDir
    private Path data;

    private final SettableTime time = new SettableTime(Instant.parse("2030-03-04T09:00:00Z"));
    private TestServer server;
    private SipUser alice;
    private SipUser bob;
    private Viewer carol;
    private Viewer.Feed feed;
    private String entityTag = "";

    @BeforeEach
    void bobWatchesBySipAndCarolByFeed() {
        server = TestServer.start(data, Map.of(), time);
        server.person("alice@example.com", "Alice Example", SECRET);
        server.person("bob@example.com", "Bob Example", SECRET);
        String[] address = server.sip().split(":");
        InetSocketAddress sip = new InetSocketAddress(address[0], Integer.parseInt(address[1]));
        alice = new SipUser(SipTestClient.udp(sip), "alice", SECRET);
        bob = new SipUser(SipTestClient.udp(sip), "bob", SECRET);
        publish("open", "", "at first");
        assertThat(SipTestClient.status(bob.subscribe("alice", 3600).sendSigned()))
                .isEqualTo(200);
        bob.client.awaitRequest("NOTIFY");
        carol = new Viewer(server, server.adminToken(), "", "");
        feed = carol.feed();
        feed.watch("alice@example.com");
        feed.next("snapshot");
        time.advance(Duration.ofSeconds(2));
    }

    @AfterEach
    void stop() {
        feed.close();
        carol.close();
        bob.close();
        alice.close();
        server.close();
    }

    private void publish(String basic, String activities, String note) {
        String body = SipUser.pidf("alice", basic, activities)
                .replace("</dm:person>", "<dm:note>" + note + "</dm:note></dm:person>");
        SipUser.Request request =
                alice.publish(basic, activities).with("Expires", "3600").body("application/pidf+xml", body);
        if (!entityTag.isEmpty()) {
            request.with("SIP-If-Match", entityTag);
        }
        String answer = request.sendSigned();
        assertThat(SipTestClient.status(answer)).isEqualTo(200);
        entityTag = SipTestClient.header(answer, "SIP-ETag").orElseThrow();
    }

    /** {@code state} gives {@code basic activities} of a change by its number. */
    private void flap(IntFunction<String[]> state) {
        for (int change = 0; change < SECONDS * CHANGES_A_SECOND; change++) {
            String[] words = state.apply(change);
            publish(words[0], words[1], "change " + change + ".");
            time.advance(Duration.ofSeconds(1).dividedBy(CHANGES_A_SECOND));
        }
    }

    /** How many states the phone was told until it heard that one: a NOTIFY that came again counts once. */
    private int toldBySip(String last) {
        int told = 0;
        long sequence = 0;
        while (true) {
            String notify = bob.client.awaitRequest("NOTIFY");
            long next = Long.parseLong(
                    SipTestClient.header(notify, "CSeq").orElseThrow().split(" ")[0]);
            told += next > sequence ? 1 : 0;
            sequence = Math.max(sequence, next);
            if (SipTestClient.body(notify).contains(last)) {
                return told;
            }
        }
    }

    private int toldByFeed(String last) {
        for (int told = 1; ; told++) {
            if (feed.next("presence").toString().contains(last)) {
                return told;
            }
        }
    }

    @Test
    void watchersAreToldAtMostOnceASecondAndTheLastStateWithinTwo() {
        flap(change -> new String[] {"open", change % 2 == 0 ? "<rpid:busy/>" : ""});

        time.advance(Duration.ofSeconds(2));

        assertThat(toldBySip("change 99.")).isBetween(SECONDS / 2, SECONDS + 1);
        assertThat(toldByFeed("change 99.")).isBetween(SECONDS / 2, SECONDS + 1);
    }

    /** What never waits borrows: two more at most. */
    @Test
    void signingOutAndInAgainCostsWatchersNoMoreThanTwoBorrowedSeconds() {
        flap(change -> new String[] {change % 2 == 0 ? "closed" : "open", ""});

        time.advance(Duration.ofSeconds(2));

        assertThat(toldBySip("change 99.")).isBetween(SECONDS / 2, SECONDS + 3);
        assertThat(toldByFeed("change 99.")).isBetween(SECONDS / 2, SECONDS + 3);
    }
}
