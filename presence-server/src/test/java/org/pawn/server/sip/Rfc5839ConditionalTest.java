package org.pawn.server.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pawn.server.sip.SipTestClient.body;
import static org.pawn.server.sip.SipTestClient.header;
import static org.pawn.server.sip.SipTestClient.status;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.time.SettableTime;

/** Who knows the state already is not told it again (RFC 5839), and how often anybody is told (RFC 6446). */
@Timeout(60)
final class Rfc5839ConditionalTest {
    private static final Duration A_WHILE = Duration.ofMillis(500);

    private final SipServer server = new SipServer();
    private final SipUser alice = SipUser.of(SipTestClient.udp(server.plain()), "alice");
    private final SipUser bob = SipUser.of(SipTestClient.udp(server.plain()), "bob");

    @AfterEach
    void stop() {
        alice.close();
        bob.close();
        server.close();
    }

    private static String tag(String notify) {
        return header(notify, "SIP-ETag").orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"presence", "reg", "presence.winfo", "message-summary", "dialog", "xcap-diff"})
    void aRefreshWithTheTagOfTheNewestStateIs204AndNoNotifyComes(String event) {
        Subscriber subscriber = Subscriber.subscribe(alice, "alice", event);
        String tag = tag(subscriber.notified());

        String answer = subscriber.again(300).with("Suppress-If-Match", tag).sendSigned();

        assertThat(status(answer)).isEqualTo(204);
        assertThat(header(answer, "Expires")).contains("300");
        subscriber.assertSilentFor(A_WHILE);
        assertThat(server.sip.subscriptionCount()).isEqualTo(1);
    }

    @Test
    void aRefreshWithAnotherTagIsToldTheState() {
        Subscriber subscriber = Subscriber.subscribe(alice, "bob", "presence");
        String before = tag(subscriber.notified());
        bob.publish("open", "<rpid:busy/>").sendSigned();
        String after = tag(subscriber.notified());

        String answer = subscriber.again(300).with("Suppress-If-Match", before).sendSigned();

        assertThat(before).isNotEqualTo(after);
        assertThat(status(answer)).isEqualTo(200);
        String told = subscriber.notified();
        assertThat(body(told)).contains("<rpid:busy/>");
        assertThat(tag(told)).isEqualTo(after);
    }

    @Test
    void anAsteriskMatchesWhateverThereIsAndEndsWithoutAWord() {
        Subscriber subscriber = Subscriber.subscribe(alice, "bob", "presence");
        subscriber.notified();

        String answer = subscriber.again(0).with("Suppress-If-Match", "*").sendSigned();

        assertThat(status(answer)).isEqualTo(204);
        subscriber.assertSilentFor(A_WHILE);
        await().untilAsserted(() -> assertThat(server.sip.subscriptionCount()).isZero());
        await().untilAsserted(() -> assertThat(server.subscriptions.count()).isZero());
    }

    @Test
    void whoComesBackWithTheTagTheyKnowIsNotifiedWithoutABody() {
        String tag = tag(Subscriber.subscribe(alice, "bob", "presence").notified());

        Subscriber resumed = Subscriber.with(
                alice, Subscriber.to(alice, "bob", "presence", 600).with("Suppress-If-Match", tag));
        String first = resumed.notified();
        bob.publish("open", "<rpid:busy/>").sendSigned();
        String second = resumed.notified();

        assertThat(body(first)).isEmpty();
        assertThat(header(first, "Content-Type")).isEmpty();
        assertThat(tag(first)).isEqualTo(tag);
        assertThat(body(second)).contains("<rpid:busy/>");
    }

    @Test
    void aFetchWithTheTagIsNotifiedWithoutABody() {
        Subscriber first = Subscriber.with(alice, Subscriber.to(alice, "bob", "presence", 0));
        String tag = tag(first.notified());

        Subscriber again = Subscriber.with(
                alice, Subscriber.to(alice, "bob", "presence", 0).with("Suppress-If-Match", tag));

        String notify = again.notified();
        assertThat(body(notify)).isEmpty();
        assertThat(header(notify, "Subscription-State")).contains("terminated;reason=timeout");
    }

    @Test
    void rfc6446AMaxRateHoldsBackAllButTheNewest() {
        Subscriber subscriber = Subscriber.subscribe(alice, "bob", "presence;max-rate=0.5;id=a");
        String first = subscriber.notified();

        bob.publish("open", "<rpid:busy/>").sendSigned();
        bob.publish("open", "<rpid:meeting/>").sendSigned();
        subscriber.assertSilentFor(Duration.ofMillis(800));
        String second = subscriber.notified();

        assertThat(header(first, "Event")).contains("presence;id=a");
        assertThat(header(first, "Subscription-State").orElseThrow()).endsWith(";max-rate=0.5");
        assertThat(body(second)).contains("<rpid:meeting/>");
    }

    @Test
    void rfc6446AMinRateIsNoFasterThanOnceInTenSecondsAndSaysSo() {
        String notify =
                Subscriber.subscribe(alice, "bob", "presence;min-rate=1").notified();

        assertThat(header(notify, "Subscription-State").orElseThrow()).endsWith(";min-rate=0.1");
    }

    @Test
    void rfc6446AMinRateTellsAgainWhatStandsWhereNothingElseWasSaid() {
        SettableTime time = new SettableTime(Instant.parse("2030-03-04T09:00:00Z"));
        try (SipServer settable = new SipServer(time);
                SipUser carol = SipUser.of(SipTestClient.tcp(settable.plain()), "carol")) {
            Subscriber subscriber = Subscriber.subscribe(carol, "bob", "presence;min-rate=0.05");
            String first = subscriber.notified();

            time.advance(Duration.ofSeconds(19));
            subscriber.assertSilentFor(A_WHILE);
            time.advance(Duration.ofSeconds(1));
            String second = subscriber.notified();

            assertThat(body(second)).isEqualTo(body(first)).isNotEmpty();
        }
    }

    @Test
    void whatIsNoRateIsReadOver() {
        String notify = Subscriber.subscribe(alice, "bob", "presence;max-rate=often;min-rate=-1")
                .notified();

        assertThat(header(notify, "Subscription-State").orElseThrow()).doesNotContain("rate");
    }
}
