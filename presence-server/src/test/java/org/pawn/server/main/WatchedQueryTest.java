package org.pawn.server.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pawn.directory.Group;
import org.pawn.sdk.Availability;
import org.pawn.sdk.ManualState;
import org.pawn.sdk.Presence;
import org.pawn.sdk.PresenceClient;
import org.pawn.sdk.PresenceQuery;
import org.pawn.sdk.QueryListener;
import org.pawn.sdk.Watch;
import org.pawn.server.browser.Cable;

/** "Any supervisor who is free", as a call centre's program watches it, over a wire that is cut. */
@Timeout(120)
final class WatchedQueryTest {
    private static final String PASSWORD = "open-sesame";
    private static final String ALICE = "alice@example.com";
    private static final String BOB = "bob@example.com";
    private static final String CAROL = "carol@example.com";
    private static final PresenceQuery FREE =
            PresenceQuery.ofGroup("supervisors").showing(Availability.AVAILABLE).first(2, PresenceQuery.Order.LONGEST);

    @TempDir
    private Path folder;

    private TestServer server;
    private Cable cable;
    private PresenceClient carol;
    private PresenceClient alice;
    private PresenceClient bob;
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    @BeforeEach
    void aliceAndBobAreSupervisors() throws Exception {
        server = TestServer.start(folder.resolve("data"));
        var supervisors =
                List.of(server.person(ALICE, "Alice Example", PASSWORD), server.person(BOB, "Bob Example", PASSWORD));
        server.person(CAROL, "Carol Example", PASSWORD);
        server.group(new Group("supervisors", "Supervisors", false, supervisors));
        cable = new Cable(URI.create(server.http()).getPort());
        carol = PresenceClient.at(cable.url()).signIn(CAROL, PASSWORD).build();
        alice = PresenceClient.at(server.http()).signIn(ALICE, PASSWORD).build();
        bob = PresenceClient.at(server.http()).signIn(BOB, PASSWORD).build();
    }

    @AfterEach
    void stop() {
        carol.close();
        alice.close();
        bob.close();
        cable.close();
        server.close();
    }

    private Watch watch() {
        return carol.openFeed().watch(FREE, new QueryListener() {
            @Override
            public void onOrder(List<Presence> people) {
                told.add(people.stream().map(Presence::address).toList().toString());
            }

            @Override
            public void onStale() {
                told.add("stale");
            }

            @Override
            public void onFresh() {
                told.add("fresh");
            }
        });
    }

    private void assertTold(String... expected) throws InterruptedException {
        for (String each : expected) {
            assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo(each);
        }
    }

    private static List<String> addresses(List<Presence> people) {
        return people.stream().map(Presence::address).toList();
    }

    @Test
    void whoIsFreeIsToldInOrderAndAfterACutWhoIsFreeThen() throws Exception {
        server.desk(BOB);
        await().until(() -> carol.query(FREE).size() == 1);
        Watch watch = watch();
        assertTold("[bob@example.com]", "fresh");
        server.desk(ALICE);
        assertTold("[bob@example.com, alice@example.com]");

        cable.cut();
        assertTold("stale");
        bob.setManual(BOB, ManualState.of(Availability.BUSY));
        cable.mend();

        assertTold("[alice@example.com]", "fresh");
        assertThat(watch.presences()).allMatch(presence -> !presence.stale());
        assertThat(addresses(watch.presences())).isEqualTo(addresses(carol.query(FREE)));
        alice.setManual(ALICE, ManualState.of(Availability.AWAY));
        assertTold("[]");
    }

    @Test
    void aMutedOneIsQuietThroughACutAndRightWhenItSpeaksAgain() throws Exception {
        Watch watch = watch();
        assertTold("[]", "fresh");
        watch.mute();
        server.desk(ALICE);
        cable.cut();
        await().atMost(Duration.ofSeconds(20)).until(() -> server.core().queries.size() == 0);
        cable.mend();
        await().atMost(Duration.ofSeconds(40))
                .until(() -> addresses(watch.presences()).equals(List.of(ALICE))
                        && watch.presences().stream().noneMatch(Presence::stale));
        server.desk(BOB);
        await().atMost(Duration.ofSeconds(20)).until(() -> carol.query(FREE).size() == 2);
        assertThat(told).isEmpty();

        watch.unmute();

        String last = told.poll(30, TimeUnit.SECONDS);
        while (!"[alice@example.com, bob@example.com]".equals(last)) { // first what it knows, then what is new
            assertThat(last).isEqualTo("[alice@example.com]");
            last = told.poll(30, TimeUnit.SECONDS);
        }
    }
}
