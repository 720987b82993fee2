package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pawn.server.sip.SipTestClient.header;
import static org.pawn.server.sip.SipTestClient.status;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pawn.access.Level;
import org.pawn.policy.Handling;
import org.pawn.policy.Matcher;
import org.pawn.policy.PrivacyRule;
import org.pawn.policy.PrivacyRules;

/** Who watches oneself, as an event (RFC 3857, RFC 3858). */
@Timeout(60)
final class Rfc3857WatcherInfoTest {
    private static final String EVENT = "presence.winfo";

    private final SipServer server = new SipServer();
    private final SipUser alice = SipUser.of(SipTestClient.tcp(server.plain()), "alice");
    private final SipUser bob = SipUser.of(SipTestClient.udp(server.plain()), "bob");

    @AfterEach
    void stop() {
        alice.close();
        bob.close();
        server.close();
    }

    private void rule(Handling handling) {
        Level level = handling == Handling.ALLOW ? Level.COMPANY : Level.BLOCKED;
        PrivacyRule rule = new PrivacyRule(
                new Matcher.One(SipServer.address("bob")), handling, level, false, Optional.empty(), server.time.now());
        server.privacy
                .edit(
                        SipServer.address("alice"),
                        Optional.empty(),
                        rules -> new PrivacyRules(rules.owner(), rules.version(), List.of(rule)))
                .join();
    }

    /** The element of the watcher with that status; times and ids are what they are. */
    private static String watcher(String body) {
        return body.replaceAll("(?s).*(<watcher .*</watcher>).*", "$1")
                .replaceAll(" id=\"[^\"]+\"", " id=\"ID\"")
                .replaceAll("duration-subscribed=\"[0-9]+\"", "duration-subscribed=\"N\"");
    }

    @Test
    void section45TheFirstNotifyIsFullStateAndEmptyWhereNobodyWatches() {
        Subscriber list = Subscriber.subscribe(alice, "alice", EVENT);

        String notify = list.notified();

        assertThat(header(list.answer(), "Expires")).contains("600");
        assertThat(header(notify, "Event")).contains(EVENT);
        assertThat(header(notify, "Content-Type")).contains("application/watcherinfo+xml");
        assertThat(header(notify, "Subscription-State").orElseThrow()).startsWith("active;expires=");
        assertThat(SipTestClient.body(notify)).isEqualTo("""
            <?xml version="1.0" encoding="UTF-8"?>
            <watcherinfo xmlns="urn:ietf:params:xml:ns:watcherinfo" version="0" state="full">
            <watcher-list resource="sip:alice@example.com" package="presence">
            </watcher-list>
            </watcherinfo>
            """);
    }

    @Test
    void section45WhoComesAndGoesIsToldInPartsThatAreCounted() {
        Subscriber list = Subscriber.subscribe(alice, "alice", EVENT);
        list.body();

        Subscriber watching = Subscriber.subscribe(bob, "alice", "presence");
        String came = list.body();
        watching.again(0).sendSigned();
        String went = list.body();

        assertThat(came).contains("version=\"1\" state=\"partial\"");
        assertThat(watcher(came))
                .isEqualTo("<watcher id=\"ID\" display-name=\"bob\" status=\"active\" event=\"subscribe\""
                        + " duration-subscribed=\"N\">sip:bob@example.com</watcher>");
        assertThat(went)
                .contains("version=\"2\" state=\"partial\"")
                .contains("status=\"terminated\" event=\"timeout\"");
    }

    @Test
    void section471WhoAsksIsPendingUntilAliceLetsThemIn() {
        rule(Handling.CONFIRM);
        Subscriber list = Subscriber.subscribe(alice, "alice", EVENT);
        list.body();

        Subscriber.subscribe(bob, "alice", "presence");
        String asks = list.body();
        rule(Handling.ALLOW);
        String allowed = list.body();

        assertThat(asks).contains("status=\"pending\" event=\"subscribe\"");
        assertThat(allowed).contains("status=\"active\" event=\"approved\"");
    }

    @Test
    void whomAliceBlocksPolitelyLooksLikeAnyOther() {
        rule(Handling.POLITE_BLOCK);
        Subscriber.subscribe(bob, "alice", "presence");

        String body = Subscriber.subscribe(alice, "alice", EVENT).body();

        assertThat(watcher(body)).contains("status=\"active\" event=\"subscribe\"");
    }

    @Test
    void aRefreshTellsTheWholeListAgain() {
        Subscriber list = Subscriber.subscribe(alice, "alice", EVENT);
        list.body();
        Subscriber.subscribe(bob, "alice", "presence");
        list.body();

        assertThat(status(list.again(600).sendSigned())).isEqualTo(200);
        String body = list.body();

        assertThat(body).contains("version=\"2\" state=\"full\"").contains("sip:bob@example.com");
    }

    @Test
    void section46NobodyElseReadsItWhetherThePersonExistsOrNot() {
        String alices = Subscriber.to(bob, "alice", EVENT, 600).sendSigned();
        String nobodys = Subscriber.to(bob, "nobody", EVENT, 600).sendSigned();

        assertThat(status(alices)).isEqualTo(403);
        assertThat(status(nobodys)).isEqualTo(403);
        assertThat(header(alices, "Warning")).isEqualTo(header(nobodys, "Warning"));
        assertThat(server.sip.subscriptionCount()).isZero();
    }

    @Test
    void changesInQuickOrderAreOneNotify() {
        Subscriber list = Subscriber.subscribe(alice, "alice", EVENT);
        list.body();
        Subscriber one = Subscriber.subscribe(bob, "alice", "presence");
        list.body();

        one.again(0).sendSigned();
        Subscriber.subscribe(bob, "alice", "presence");
        String body = list.body();

        assertThat(body).contains("status=\"terminated\"").contains("status=\"active\"");
        list.assertSilentFor(Duration.ofMillis(300));
    }

    @Test
    void whoIsRemovedFromTheDirectoryIsToldOfNothingAnyMore() {
        Subscriber list = Subscriber.subscribe(alice, "alice", EVENT);
        list.body();

        server.directory.remove(SipServer.address("alice")).join();

        assertThat(header(list.notified(), "Subscription-State")).contains("terminated;reason=rejected");
        await().untilAsserted(() -> assertThat(server.sip.subscriptionCount()).isZero());
    }
}
