package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pawn.server.sip.SipTestClient.body;
import static org.pawn.server.sip.SipTestClient.header;
import static org.pawn.server.sip.SipTestClient.status;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6665 and RFC 3856 for the presence event. */
@Timeout(90)
final class Rfc6665SubscribeTest {
    private final SipServer server = new SipServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private SipUser user(String transport, String name) {
        return SipUser.of(
                transport.equals("UDP") ? SipTestClient.udp(server.plain()) : SipTestClient.tcp(server.plain()), name);
    }

    /** A request in the dialog that the first answer made. */
    private static SipUser.Request inDialog(SipUser user, SipUser.Request first, String answer, int expires) {
        return user.subscribe("bob", expires)
                .with("From", header(first.text(), "From").orElseThrow())
                .with("To", header(answer, "To").orElseThrow())
                .with("Call-ID", header(answer, "Call-ID").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UDP", "TCP"})
    void section4221TheFirstNotifyTellsTheStateAndLaterOnesEachChange(String transport) {
        try (SipUser alice = user(transport, "alice");
                SipUser bob = user("UDP", "bob")) {
            String answer = alice.subscribe("bob", 60).sendSigned();
            String first = alice.client.awaitRequest("NOTIFY");

            assertThat(status(answer)).isEqualTo(200);
            assertThat(header(answer, "Expires")).contains("60");
            assertThat(header(answer, "Contact").orElseThrow())
                    .contains("127.0.0.1:" + server.plain().getPort());
            assertThat(header(first, "Event")).contains("presence");
            assertThat(header(first, "Subscription-State").orElseThrow()).matches("active;expires=(59|60)");
            assertThat(header(first, "Content-Type")).contains("application/pidf+xml");
            assertThat(header(first, "To")).isEqualTo(header(answer, "From"));
            assertThat(header(first, "From")).isEqualTo(header(answer, "To"));
            assertThat(body(first)).contains("<basic>closed</basic>").contains("entity=\"sip:bob@example.com\"");

            bob.publish("open", "<rpid:meeting/>").sendSigned();
            String second = alice.client.awaitRequest("NOTIFY");

            assertThat(body(second)).contains("<basic>open</basic>").contains("<rpid:meeting/>");
            assertThat(header(second, "CSeq")).contains("2 NOTIFY");
        }
    }

    @Test
    void section4213TheAnswerComesBeforeTheFirstNotify() {
        try (SipUser alice = user("UDP", "alice")) {
            alice.subscribe("bob", 60).sendSigned();
            alice.client.awaitRequest("NOTIFY");

            assertThat(alice.client.allReceived().get(1)).startsWith("SIP/2.0 200 ");
            assertThat(alice.client.allReceived().get(2)).startsWith("NOTIFY ");
        }
    }

    @Test
    void section4213ExpiresZeroFetchesOnce() {
        try (SipUser alice = user("UDP", "alice")) {
            assertThat(status(alice.subscribe("bob", 0).sendSigned())).isEqualTo(200);

            String only = alice.client.awaitRequest("NOTIFY");

            assertThat(header(only, "Subscription-State")).contains("terminated;reason=timeout");
            assertThat(body(only)).contains("<basic>closed</basic>");
            await().untilAsserted(
                            () -> assertThat(server.sip.subscriptionCount()).isZero());
            assertThat(server.subscriptions.count()).isZero();
        }
    }

    @Test
    void section4214ARefreshRenewsAndNotifiesAndUnsubscribingEnds() {
        try (SipUser alice = user("UDP", "alice")) {
            SipUser.Request first = alice.subscribe("bob", 60);
            String answer = first.sendSigned();
            alice.client.awaitRequest("NOTIFY");

            assertThat(status(inDialog(alice, first, answer, 120).sendSigned())).isEqualTo(200);
            String renewed = alice.client.awaitRequest("NOTIFY");
            assertThat(header(renewed, "Subscription-State").orElseThrow()).matches("active;expires=1[12].");

            assertThat(status(inDialog(alice, first, answer, 0).sendSigned())).isEqualTo(200);
            String last = alice.client.awaitRequest("NOTIFY");
            assertThat(header(last, "Subscription-State")).contains("terminated;reason=timeout");
            await().untilAsserted(() -> assertThat(server.subscriptions.count()).isZero());

            assertThat(status(inDialog(alice, first, answer, 60).sendSigned())).isEqualTo(481);
        }
    }

    @Test
    void section443ASubscriptionThatIsNotRefreshedEndsWithANotify() {
        try (SipUser alice = user("UDP", "alice")) {
            alice.subscribe("bob", 2).sendSigned();
            alice.client.awaitRequest("NOTIFY");

            String last = alice.client.awaitRequest("NOTIFY");

            assertThat(header(last, "Subscription-State")).contains("terminated;reason=timeout");
            await().untilAsserted(
                            () -> assertThat(server.sip.subscriptionCount()).isZero());
        }
    }

    @Test
    void section422A481ToANotifyEndsTheSubscription() {
        try (SipUser alice = user("UDP", "alice")) {
            alice.client.answering(false);
            alice.subscribe("bob", 60).sendSigned();

            String notify = alice.client.awaitRequest("NOTIFY");
            alice.client.send(SipTestClient.answerTo(notify, 481));

            await().untilAsserted(
                            () -> assertThat(server.sip.subscriptionCount()).isZero());
            assertThat(server.subscriptions.count()).isZero();
        }
    }

    @Test
    void onlyOneNotifyIsOutstandingAndThenTheNewestStateGoes() {
        try (SipUser alice = user("TCP", "alice");
                SipUser bob = user("UDP", "bob")) {
            alice.client.answering(false);
            alice.subscribe("bob", 60).sendSigned();
            String first = alice.client.awaitRequest("NOTIFY");

            for (String activity : new String[] {"busy", "away", "meeting"}) {
                bob.publish("open", "<rpid:" + activity + "/>")
                        .with("Expires", "60")
                        .sendSigned();
            }
            assertThat(alice.client.await(message -> message.startsWith("NOTIFY"), Duration.ofMillis(500)))
                    .isEmpty();
            alice.client.send(SipTestClient.answerTo(first, 200));

            assertThat(body(alice.client.awaitRequest("NOTIFY"))).contains("<rpid:meeting/>");
        }
    }

    @Test
    void a503WithRetryAfterDelaysTheNextNotify() {
        try (SipUser alice = user("TCP", "alice")) {
            alice.client.answering(false);
            alice.subscribe("bob", 60).sendSigned();
            String first = alice.client.awaitRequest("NOTIFY");

            alice.client.send(
                    SipTestClient.answerTo(first, 503).replace("Content-Length", "Retry-After: 1\r\nContent-Length"));

            assertThat(alice.client.await(message -> message.startsWith("NOTIFY"), Duration.ofMillis(700)))
                    .isEmpty();
            assertThat(body(alice.client.awaitRequest("NOTIFY"))).contains("<basic>closed</basic>");
        }
    }

    @Test
    void rfc3261Section12TheRouteSetIsKeptAndTheEventsIdRepeated() {
        try (SipUser alice = user("UDP", "alice")) {
            String answer = alice.subscribe("bob", 60)
                    .with("Event", "presence;id=7")
                    .with("Record-Route", "<sip:192.0.2.7;lr>, <sip:192.0.2.8;lr>")
                    .sendSigned();

            String notify = alice.client.awaitRequest("NOTIFY");

            assertThat(answer).contains("Record-Route: <sip:192.0.2.7;lr>\r\nRecord-Route: <sip:192.0.2.8;lr>\r\n");
            assertThat(notify).contains("Route: <sip:192.0.2.7;lr>\r\nRoute: <sip:192.0.2.8;lr>\r\n");
            assertThat(header(notify, "Event")).contains("presence;id=7");
        }
    }

    @Test
    void section4211WhatIsNotServedIsRefusedWithItsReason() {
        try (SipUser alice = user("UDP", "alice")) {
            String other = alice.subscribe("bob", 60)
                    .with("Event", "presence.winfo.winfo")
                    .sendSigned();
            String brief = alice.subscribe("bob", 1).sendSigned();
            String type = alice.subscribe("bob", 60).with("Accept", "text/html").sendSigned();
            String contact = alice.subscribe("bob", 60).without("Contact").sendSigned();

            assertThat(status(other)).isEqualTo(489);
            assertThat(header(other, "Allow-Events").orElseThrow()).startsWith("presence, ");
            assertThat(status(brief)).isEqualTo(423);
            assertThat(status(type)).isEqualTo(406);
            assertThat(status(contact)).isEqualTo(400);
            assertThat(status(alice.subscribe("nobody", 60).sendSigned())).isEqualTo(404);
            assertThat(server.sip.subscriptionCount()).isZero();
        }
    }

    @Test
    void whoIsRemovedFromTheDirectoryIsWatchedNoMore() {
        try (SipUser alice = user("UDP", "alice")) {
            alice.subscribe("bob", 60).sendSigned();
            alice.client.awaitRequest("NOTIFY");

            server.directory.remove(SipServer.address("bob")).join();
            server.subscriptions.recheck(SipServer.address("bob"));

            String last = alice.client.awaitRequest("NOTIFY");
            assertThat(header(last, "Subscription-State")).contains("terminated;reason=noresource");
            assertThat(body(last)).isEmpty();
        }
    }

    @Test
    void whenTheServerStopsItsWatchersAreToldToComeBack() {
        try (SipUser alice = user("UDP", "alice")) {
            alice.subscribe("bob", 60).sendSigned();
            alice.client.awaitRequest("NOTIFY");

            server.sip.close();

            String last = alice.client.awaitRequest("NOTIFY");
            assertThat(header(last, "Subscription-State")).contains("terminated;reason=deactivated");
        }
    }
}
