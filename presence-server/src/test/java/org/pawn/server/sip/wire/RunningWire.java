package org.pawn.server.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.pawn.server.sip.SipTestClient;
import org.pawn.time.TimeSource;
import org.pawn.time.WheelTimers;

/** The wire floor on a free loopback port, with a receiver that says back what it was told. */
abstract class RunningWire {
    static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    final TimeSource time = new RealTime();
    final WheelTimers timers = new WheelTimers(time);
    final List<SipRequest> requests = new CopyOnWriteArrayList<>();
    final List<SipPeer> lost = new CopyOnWriteArrayList<>();
    final Set<Thread> ofThisWire = new HashSet<>();
    volatile boolean failing;
    SipWire wire;

    private record RealTime() implements TimeSource {
        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }
    }

    final class Echo implements SipReceiver {
        @Override
        public void received(SipRequest request, SipResponder responder) {
            requests.add(request);
            if (failing) {
                throw new StackOverflowError();
            }
            responder.answer(SipResponse.ok().with("X-Body", new String(request.body(), StandardCharsets.UTF_8)));
        }

        @Override
        public void acknowledged(SipRequest ack) {}

        @Override
        public void flowLost(SipPeer peer) {
            lost.add(peer);
        }
    }

    @BeforeEach
    void start() throws IOException {
        timers.start();
        Set<Thread> others = threads(); // of a wire before, which end when they do
        wire = new SipWire(
                new WireConfig(
                        Optional.of(ANY_PORT),
                        Optional.empty(),
                        Optional.empty(),
                        2,
                        1000,
                        Duration.ofSeconds(60),
                        20,
                        MessageScanner.MAX_MESSAGE,
                        Set.of("loopback"),
                        true),
                time,
                timers,
                new SecureRandom(),
                new Echo());
        wire.start();
        ofThisWire.addAll(threads());
        ofThisWire.removeAll(others);
    }

    @AfterEach
    void stop() {
        wire.close();
        timers.close();
    }

    SipTestClient client(String transport) {
        return transport.equals("UDP")
                ? SipTestClient.udp(wire.plain().orElseThrow())
                : SipTestClient.tcp(wire.plain().orElseThrow());
    }

    static String options(SipTestClient client, String callId, String more) {
        return "OPTIONS sip:example.com SIP/2.0\r\n" + client.via() + "\r\nFrom: <sip:alice@example.com>;tag="
                + UUID.randomUUID() + "\r\n" + "To: <sip:example.com>\r\nCall-ID: " + callId
                + "\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\n" + more;
    }

    /** Asks again and again over UDP, as every client must: a datagram may be lost (RFC 3261 section 17.1.2.2). */
    static void assertAlive(SipTestClient client) {
        String request = options(client, "alive", "Content-Length: 0\r\n\r\n");
        String branch = request.split("branch=", 2)[1].split("\r\n", 2)[0];
        Optional<String> answer = Optional.empty();
        for (int sent = 0; answer.isEmpty() && sent < 10; sent++) {
            if (sent == 0 || client.transport().equals("UDP")) {
                client.send(request);
            }
            answer = client.await(
                    message -> message.startsWith("SIP/2.0 200 ") && message.contains(branch), Duration.ofSeconds(1));
        }
        assertThat(answer).isPresent();
    }

    static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("pawn-sip.*|NioSelector.*|DefaultSipTimer.*"))
                .collect(Collectors.toSet());
    }
}
