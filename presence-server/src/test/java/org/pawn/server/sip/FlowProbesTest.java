package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pawn.server.sip.SipTestClient.header;
import static org.pawn.server.sip.SipTestClient.status;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pawn.server.main.TestServer;
import org.pawn.time.SettableTime;

/** A UDP flow is probed every 30 s, and three misses end it; on a clock that the test sets. */
@Timeout(60)
final class FlowProbesTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    Path data;

    private SettableTime time;
    private TestServer server;

    @BeforeEach
    void start() {
        time = new SettableTime(Instant.parse("2030-03-04T12:00:00Z"));
        server = TestServer.start(data, Map.of("presence.notifyInterval", "PT0S"), time);
        server.person("alice@example.com", "Alice", SipServer.PASSWORD);
        server.person("bob@example.com", "Bob", SipServer.PASSWORD);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private InetSocketAddress address() {
        String[] parts = server.sip().split(":");
        return new InetSocketAddress(parts[0], Integer.parseInt(parts[1]));
    }

    private SipUser phone(String name) {
        return SipUser.of(SipTestClient.udp(address()), name);
    }

    /** Whoever watches over TCP is no part of it: a stream tells itself when it ends. */
    private SipUser watcherWhoSees(String basic) {
        SipUser bob = SipUser.of(SipTestClient.tcp(address()), "bob");
        assertThat(status(bob.subscribe("alice", 3600).sendSigned())).isEqualTo(200);
        assertThat(bob.client.awaitRequest("NOTIFY")).contains("<basic>" + basic + "</basic>");
        return bob;
    }

    private static long probes(SipUser phone) {
        return phone.client.allReceived().stream()
                .filter(message -> message.startsWith("OPTIONS "))
                .map(message -> header(message, "Call-ID").orElseThrow())
                .distinct()
                .count();
    }

    /** What the phone said before is worked on when this returns. */
    private static void fence(SipUser phone) {
        phone.request("OPTIONS", "sip:example.com").send();
    }

    private void awaitClosed(SipUser watcher, Duration atMost) {
        Instant latest = time.now().plus(atMost);
        await().until(() -> {
            assertThat(time.now()).isBefore(latest);
            time.advance(SECOND.multipliedBy(5));
            return watcher.client
                    .await(
                            message -> message.startsWith("NOTIFY") && message.contains("<basic>closed</basic>"),
                            Duration.ofMillis(20))
                    .isPresent();
        });
    }

    @Test
    void aPhoneThatAnswersStaysAsLongAsItIsRegistered() {
        try (SipUser alice = phone("alice");
                SipUser bob = phone("bob")) {
            alice.register(600).sendSigned();

            for (long minute = 1; minute <= 8; minute++) {
                for (int second = 0; second < 60; second++) {
                    time.advance(SECOND);
                }
                await().until(() -> probes(alice) > 0);
                fence(alice);
            }

            String probe = alice.client.awaitRequest("OPTIONS");
            assertThat(probe).startsWith("OPTIONS " + alice.client.contact("alice") + " SIP/2.0\r\n");
            assertThat(status(bob.message("alice", "there?").sendSigned())).isEqualTo(200);
        }
    }

    @Test
    void aPhoneThatFellSilentIsGoneAfterThreeMissesWithWhatItPublished() {
        try (SipUser alice = phone("alice");
                SipUser bob = watcherWhoSees("closed")) {
            alice.register(3600).sendSigned();
            alice.publish("open", "<rpid:busy/>").with("Expires", "3600").sendSigned();
            bob.client.await(message -> message.startsWith("NOTIFY") && message.contains("busy"));
            fence(bob);
            alice.client.answering(false);

            time.advance(Duration.ofSeconds(90));
            assertThat(bob.client.await(
                            message -> message.startsWith("NOTIFY") && message.contains("closed"),
                            Duration.ofMillis(200)))
                    .isEmpty();

            awaitClosed(bob, Duration.ofSeconds(200));
            assertThat(probes(alice)).isEqualTo(FlowProbes.MISSES);
        }
    }

    @Test
    void aFlowWithoutAnyBindingIsNotProbedAndNorIsOneThatJustSpoke() {
        try (SipUser alice = phone("alice");
                SipUser bob = phone("bob")) {
            alice.register(3600).sendSigned();
            alice.register(0).sendSigned();
            bob.register(3600).sendSigned();

            for (int second = 0; second < 300; second++) {
                if (second % 15 == 0) {
                    bob.register(3600).sendSigned();
                }
                time.advance(SECOND);
            }
            fence(alice);
            fence(bob);

            assertThat(probes(alice)).isZero();
            assertThat(probes(bob)).isZero();
        }
    }

    @Test
    void probesNeverComeInABurst() {
        List<SipUser> phones = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                SipUser phone = phone(i % 2 == 0 ? "alice" : "bob");
                phone.register(3600).sendSigned();
                phones.add(phone);
            }

            int most = 0;
            long before = 0;
            for (int second = 0; second < 60; second++) {
                time.advance(SECOND);
                phones.forEach(FlowProbesTest::fence);
                long now = phones.stream().mapToLong(FlowProbesTest::probes).sum();
                most = Math.max(most, (int) (now - before));
                before = now;
            }

            assertThat(before).isGreaterThanOrEqualTo(20);
            assertThat(most).isLessThan(20);
        } finally {
            phones.forEach(SipUser::close);
        }
    }

    @Test
    void aFlowThatOutlivedARestartIsAskedWhetherItsPhoneDidToo() {
        SipUser alice = phone("alice");
        alice.register(3600).sendSigned();
        alice.close();
        server.close();
        time = new SettableTime(time.now());
        server = TestServer.start(data, Map.of("presence.notifyInterval", "PT0S"), time);

        try (SipUser bob = watcherWhoSees("open")) {
            fence(bob);

            awaitClosed(bob, Duration.ofSeconds(200));
        }
    }
}
