package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pawn.server.sip.SipTestClient.body;
import static org.pawn.server.sip.SipTestClient.header;
import static org.pawn.server.sip.SipTestClient.status;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many messages wait for oneself (RFC 3842). */
@Timeout(60)
final class Rfc3842MessageSummaryTest {
    private final SipServer server = new SipServer();
    private final SipUser alice = SipUser.of(SipTestClient.udp(server.plain()), "alice");
    private final SipUser bob = SipUser.of(SipTestClient.udp(server.plain()), "bob");

    @AfterEach
    void stop() {
        alice.close();
        bob.close();
        server.close();
    }

    private static String summary(String waiting, int count) {
        return "Messages-Waiting: " + waiting + "\r\nMessage-Account: sip:alice@example.com\r\nText-Message: " + count
                + "/0\r\n";
    }

    @Test
    void section34WhatWaitsIsCountedAndEveryChangeTold() {
        Subscriber summary = Subscriber.subscribe(alice, "alice", "message-summary");
        String first = summary.notified();

        assertThat(status(bob.message("alice", "one").sendSigned())).isEqualTo(202);
        String one = summary.notified();
        alice.register(60).sendSigned(); // a device to take it
        String none = summary.notified();

        assertThat(header(first, "Content-Type")).contains("application/simple-message-summary");
        assertThat(body(first)).isEqualTo(summary("no", 0));
        assertThat(body(one)).isEqualTo(summary("yes", 1));
        assertThat(body(none)).isEqualTo(summary("no", 0));
    }

    @Test
    void aFetchTellsWhatWaitsNow() {
        bob.message("alice", "one").sendSigned();
        bob.message("alice", "two").sendSigned();

        Subscriber once = Subscriber.with(alice, Subscriber.to(alice, "alice", "message-summary", 0));
        String only = once.notified();

        assertThat(header(only, "Subscription-State")).contains("terminated;reason=timeout");
        assertThat(body(only)).isEqualTo(summary("yes", 2));
    }

    @Test
    void nobodyElseReadsIt() {
        assertThat(status(Subscriber.to(bob, "alice", "message-summary", 600).sendSigned()))
                .isEqualTo(403);
        assertThat(status(Subscriber.to(bob, "nobody", "message-summary", 600).sendSigned()))
                .isEqualTo(403);
    }
}
