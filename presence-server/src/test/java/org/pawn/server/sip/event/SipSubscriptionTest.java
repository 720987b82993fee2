package org.pawn.server.sip.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.access.Caller;
import org.pawn.address.AddressOfRecord;
import org.pawn.server.sip.wire.Forwarded;
import org.pawn.server.sip.wire.SipAnswer;
import org.pawn.server.sip.wire.SipForward;
import org.pawn.server.sip.wire.SipHeader;
import org.pawn.server.sip.wire.SipOutbound;
import org.pawn.server.sip.wire.SipPeer;
import org.pawn.server.sip.wire.SipRelayed;
import org.pawn.server.sip.wire.SipTransport;
import org.pawn.server.sip.wire.Transport;
import org.pawn.time.SettableTime;

final class SipSubscriptionTest {
    private static final SipPeer PHONE =
            new SipPeer(Transport.UDP, new InetSocketAddress(InetAddress.getLoopbackAddress(), 5060));

    /** A way out that keeps what was sent. */
    private static final class Sent implements SipTransport {
        private final List<SipOutbound> requests = new ArrayList<>();

        @Override
        public void send(SipOutbound request, Consumer<SipAnswer> whenDone) {
            requests.add(request);
            whenDone.accept(new SipAnswer(200, Optional.empty()));
        }

        @Override
        public Forwarded forward(SipForward request, Consumer<SipRelayed> answers) {
            throw new AssertionError("a subscription forwards nothing");
        }

        @Override
        public void forwardAck(SipForward ack) {
            throw new AssertionError("a subscription forwards nothing");
        }

        @Override
        public String addressFor(SipPeer peer) {
            return "127.0.0.1:5060";
        }

        @Override
        public void proved(SipPeer peer) {}
    }

    /** A state that says nothing, and whether it was closed. */
    private static final class Silent implements EventState {
        private boolean closed;

        @Override
        public Optional<EventBody> next() {
            return Optional.empty();
        }

        @Override
        public void refresh() {}

        @Override
        public void close() {
            closed = true;
        }
    }

    private final Sent sent = new Sent();
    private final SettableTime time = new SettableTime(Instant.parse("2026-03-02T09:00:00Z"));
    private final Notifier notifier = new Notifier(sent, time, time, 10);

    @ParameterizedTest(name = "for {0} seconds")
    @ValueSource(longs = {0, 600})
    void whoIsTurnedAwayBeforeTheirSubscribeIsAnsweredIsToldSoOnceAndForgotten(long seconds) {
        Duration life = Duration.ofSeconds(seconds);
        SipDialog dialog = new SipDialog(
                new SipDialog.Id("call", "local-tag", "remote-tag"),
                "<sip:bob@example.com>;tag=local-tag",
                "<sip:alice@example.com>;tag=remote-tag",
                "presence",
                List.of(),
                "sip:alice@127.0.0.1",
                PHONE,
                1,
                Optional.empty());
        Caller alice = Caller.of(AddressOfRecord.parse("alice@example.com"));
        SipSubscription subscription = new SipSubscription(notifier, alice, dialog, life, Duration.ZERO);
        Silent state = new Silent();
        notifier.add(subscription);

        subscription.ended(Outlet.Reason.NORESOURCE);
        subscription.opened(state, life, Rates.NONE, "");

        assertThat(sent.requests)
                .singleElement()
                .satisfies(notify -> assertThat(notify.headers())
                        .contains(new SipHeader("Subscription-State", "terminated;reason=noresource")));
        assertThat(notifier.size()).isZero();
        assertThat(state.closed).isTrue();
    }
}
