package org.pawn.server.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.server.sip.SipTestClient;
import org.pawn.time.TimeSource;
import org.pawn.time.WheelTimers;

@Timeout(120)
final class SipWireTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final TimeSource time = new RealTime();
    private final WheelTimers timers = new WheelTimers(time);
    private final List<SipRequest> requests = new CopyOnWriteArrayList<>();
    private final List<SipPeer> lost = new CopyOnWriteArrayList<>();
    private final Set<Thread> ofThisWire = new HashSet<>();
    private volatile boolean failing;
    private SipWire wire;

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

    private final class Echo implements SipReceiver {
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

    private SipTestClient client(String transport) {
        return transport.equals("UDP")
                ? SipTestClient.udp(wire.plain().orElseThrow())
                : SipTestClient.tcp(wire.plain().orElseThrow());
    }

    private static String options(SipTestClient client, String callId, String more) {
        return "OPTIONS sip:example.com SIP/2.0\r\n" + client.via() + "\r\nFrom: <sip:alice@example.com>;tag=1\r\n"
                + "To: <sip:example.com>\r\nCall-ID: " + callId + "\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\n" + more;
    }

    /** Asks again and again over UDP, as every client must: a datagram may be lost (RFC 3261 section 17.1.2.2). */
    private static void assertAlive(SipTestClient client) {
        String request = options(client, "alive", "Content-Length: 0\r\n\r\n");
        Optional<String> answer = Optional.empty();
        for (int sent = 0; answer.isEmpty() && sent < 10; sent++) {
            if (sent == 0 || client.transport().equals("UDP")) {
                client.send(request);
            }
            answer = client.await(
                    message -> message.startsWith("SIP/2.0 200 ") && message.contains("Call-ID: alive\r\n"),
                    Duration.ofSeconds(1));
        }
        assertThat(answer).isPresent();
    }

    /** All threads with which the wire began live, and there are no others. */
    private void assertNoThreadStopped() {
        await().untilAsserted(() -> assertThat(threads()).isEqualTo(ofThisWire));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UDP", "TCP"})
    void aRequestIsAnsweredToWhereItCameFrom(String transport) {
        try (SipTestClient client = client(transport)) {
            client.send(options(client, "c1", "Content-Length: 5\r\n\r\nhello"));

            String answer = client.awaitResponse("c1", 1);

            assertThat(answer).startsWith("SIP/2.0 200 OK\r\n").contains("X-Body: hello\r\n");
            assertThat(SipTestClient.header(answer, "Via").orElseThrow())
                    .contains(";received=127.0.0.1")
                    .contains(";rport=" + client.port());
            assertThat(SipTestClient.header(answer, "To").orElseThrow()).matches(".*;tag=[0-9a-f]+");
        }
    }

    @Test
    void rfc3581APeersOwnClaimOfItsAddressIsNotBelieved() {
        try (SipTestClient client = client("UDP")) {
            String request = options(client, "c1", "Content-Length: 0\r\n\r\n")
                    .replace(";rport", ";rport=9;received=192.0.2.66");

            client.send(request);

            assertThat(client.awaitResponse("c1", 1))
                    .doesNotContain("192.0.2.66")
                    .doesNotContain("rport=9;");
        }
    }

    @Test
    void rfc3261Section1722ARetransmissionGetsTheSameAnswerAndIsHandledOnce() {
        try (SipTestClient client = client("UDP")) {
            String request = options(client, "c1", "Content-Length: 0\r\n\r\n");

            client.send(request);
            String first = client.awaitResponse("c1", 1);
            client.send(request);
            String second = client.awaitResponse("c1", 1);

            assertThat(second).isEqualTo(first);
            assertThat(requests).hasSize(1);
        }
    }

    @Test
    void whateverAHandlerThrowsBecomesA500AndTheNextRequestIsServed() {
        try (SipTestClient client = client("UDP")) {
            failing = true;
            client.send(options(client, "c1", "Content-Length: 0\r\n\r\n"));
            assertThat(client.awaitResponse("c1", 1)).startsWith("SIP/2.0 500 ");

            failing = false;
            assertAlive(client);
        }
    }

    @Test
    void everySplitOfAMessageOverTcpGivesTheSameRequest() {
        try (SipTestClient client = client("TCP")) {
            String message = options(client, "ü-split", "Subject: Grüße\r\nContent-Length: 7\r\n\r\nGrüße");
            byte[] bytes = message.getBytes(StandardCharsets.UTF_8);

            for (int cut = 1; cut < bytes.length; cut++) {
                client.send(Arrays.copyOf(bytes, cut));
                client.send(Arrays.copyOfRange(bytes, cut, bytes.length));
                assertThat(client.awaitResponse("ü-split", 1)).contains("X-Body: Grüße\r\n");
            }
        }
        assertThat(requests)
                .allMatch(request -> request.header("subject").orElseThrow().equals("Grüße"));
    }

    @Test
    void aMessageMayComeByteByByteAndSeveralInOnePiece() {
        try (SipTestClient client = client("TCP")) {
            for (byte b : options(client, "slow", "l: 2\r\n\r\nhi").getBytes(StandardCharsets.UTF_8)) {
                client.send(new byte[] {b});
            }
            assertThat(client.awaitResponse("slow", 1)).contains("X-Body: hi\r\n");

            client.send(options(client, "one", "l: 0\r\n\r\n") + "\r\n\r\n" + options(client, "two", "l: 1\r\n\r\nx")
                    + options(client, "three", "Content-Length: 0\r\n\r\n"));
            assertThat(client.awaitResponse("three", 1)).contains("X-Body: \r\n");
            assertThat(requests).extracting(SipRequest::callId).containsExactly("slow", "one", "two", "three");
        }
    }

    @Test
    void rfc5626Section441ADoubleCrlfIsAnsweredWithASingleOne() {
        try (SipTestClient client = client("TCP")) {
            client.send("\r\n\r\n");

            assertThat(client.await(message -> message.equals("\r\n"))).isEqualTo("\r\n");
            assertAlive(client);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 2000000000\r\n\r\n",
                "Content-Length: 99999999999999999999\r\n\r\n",
                "Content-Length: -1\r\n\r\n",
                "Content-Length: 3\r\nContent-Length: 0\r\n\r\nabc",
                "Content-Length: 3\r\nl: 0\r\n\r\nabc",
                "Content-Length: x\r\n\r\n",
                "Content-Length: 0x3\r\n\r\nabc",
                "Content-Length: 70000\r\n\r\n",
            })
    void aContentLengthThatLiesGetsA4xxAndEndsTheConnectionOnly(String lie) {
        try (SipTestClient liar = client("TCP");
                SipTestClient other = client("TCP");
                SipTestClient datagrams = client("UDP")) {
            liar.send(options(liar, "c1", lie));
            datagrams.send(options(datagrams, "c1", lie));

            assertThat(liar.awaitResponse("c1", 1)).startsWith("SIP/2.0 4");
            assertThat(datagrams.awaitResponse("c1", 1)).startsWith("SIP/2.0 4");
            await().until(liar::isClosedByServer);
            assertAlive(other);
            assertAlive(datagrams);
        }
        assertThat(requests).extracting(SipRequest::callId).containsOnly("alive");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "f: <sip:bob@example.com>;tag=2\r\n",
                "From: <sip:bob@example.com>;tag=2\r\n",
                "t: <sip:bob@example.com>\r\n",
                "i: other\r\n",
                "CSeq: 2 OPTIONS\r\n",
                "X-Identity\u000b: bob\r\n",
                "X-Identity\u00a0: bob\r\n",
                "X-Identity\r: bob\r\n",
                "X Identity: bob\r\n",
                ": bob\r\n",
                "no colon\r\n",
                "X-A: a\rX-B: b\r\n",
                "X-A: a\nX-B: b\r\n",
                "X-A: \u0000\r\n",
            })
    void aHeaderThatTwoReadersCouldReadDifferentlyGetsA400(String smuggled) {
        for (String transport : List.of("UDP", "TCP")) {
            try (SipTestClient client = client(transport)) {
                client.send(options(client, "c1", smuggled + "Content-Length: 0\r\n\r\n"));

                assertThat(client.awaitResponse("c1", 1)).startsWith("SIP/2.0 400 ");
                assertAlive(client);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UDP", "TCP"})
    void afterEveryTortureMessageOfRfc4475TheServerAnswers(String transport) throws IOException {
        Path folder = Path.of(System.getProperty("pawn.shared", "../shared"), "rfc4475");
        assumeThat(Files.isDirectory(folder))
                .as("skipped: %s is not present", folder)
                .isTrue();
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.filter(file -> file.toString().endsWith(".dat"))
                    .sorted()
                    .toList();
        }
        assertThat(files).hasSize(49);

        for (Path file : files) {
            try (SipTestClient torturer = client(transport);
                    SipTestClient other = client(transport)) {
                torturer.send(Files.readAllBytes(file));
                assertAlive(other);
            }
        }

        assertNoThreadStopped();
        await().untilAsserted(() -> assertThat(wire.connectionCount()).isZero());
    }

    @Test
    void mutatedMessagesStopNoThread() throws IOException {
        Random random = new Random(20300304);
        byte[] good;
        try (SipTestClient client = client("UDP")) {
            good = options(
                            client,
                            "mutant",
                            "Contact: \"A\" <sip:a@192.0.2.1;x=y>;q=0.5\r\nAuthorization: Digest username=\"a\"\r\n"
                                    + "Content-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello")
                    .getBytes(StandardCharsets.UTF_8);
        }
        try (SipTestClient prober = client("UDP");
                DatagramSocket mutants = new DatagramSocket()) {
            for (int round = 1; round <= 20_000; round++) {
                byte[] mutant = mutate(good, random);
                mutants.send(
                        new DatagramPacket(mutant, mutant.length, wire.plain().orElseThrow()));
                if (round % 500 == 0) {
                    assertAlive(prober);
                }
            }
        }
        try (SipTestClient prober = client("TCP")) {
            for (int round = 1; round <= 300; round++) {
                try (Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(),
                        wire.plain().orElseThrow().getPort())) {
                    socket.getOutputStream().write(mutate(good, random));
                }
                if (round % 50 == 0) {
                    assertAlive(prober);
                }
            }
        }

        assertNoThreadStopped();
    }

    private static byte[] mutate(byte[] good, Random random) {
        byte[] bytes = good.clone();
        for (int i = random.nextInt(6); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            int length = Math.min(random.nextInt(60), bytes.length - at);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> System.arraycopy(good, random.nextInt(good.length - length), bytes, at, length);
                case 2 -> bytes[at] = (byte) "<>;:,\"\\\r\n @%=".charAt(random.nextInt(13));
                default -> bytes = Arrays.copyOf(bytes, bytes.length - random.nextInt(20) - 1);
            }
        }
        return bytes;
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("pawn-sip.*|NioSelector.*|DefaultSipTimer.*"))
                .collect(Collectors.toSet());
    }

    private SipPeer peerOf(SipTestClient client) {
        assertAlive(client);
        return requests.get(requests.size() - 1).peer();
    }

    private static SipOutbound notify(SipPeer target) {
        return new SipOutbound(
                "NOTIFY",
                "sip:alice@192.0.2.9",
                List.of(
                        new SipHeader("From", "<sip:bob@example.com>;tag=1"),
                        new SipHeader("To", "<sip:alice@example.com>;tag=2"),
                        new SipHeader("Call-ID", "n1"),
                        new SipHeader("CSeq", "1 NOTIFY"),
                        new SipHeader("Subject", "a\r\nX-Evil: b")),
                "body".getBytes(StandardCharsets.UTF_8),
                target);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UDP", "TCP"})
    void aRequestToAClientGoesToWhereTheClientCameFromWhateverItsUri(String transport) throws InterruptedException {
        BlockingQueue<SipAnswer> answers = new LinkedBlockingQueue<>();
        try (SipTestClient client = client(transport)) {
            wire.send(notify(peerOf(client)), answers::add);

            String request = client.awaitRequest("NOTIFY");

            assertThat(request)
                    .startsWith("NOTIFY sip:alice@192.0.2.9 SIP/2.0\r\n")
                    .endsWith("\r\n\r\nbody");
            assertThat(request).doesNotContain("\nX-Evil");
            assertThat(answers.take().status()).isEqualTo(200);
            assertThat(wire.outstanding()).isZero();
        }
    }

    @Test
    void overUdpAnUnansweredRequestIsSentAgainAfterHalfASecond() {
        BlockingQueue<SipAnswer> answers = new LinkedBlockingQueue<>();
        try (SipTestClient client = client("UDP")) {
            SipPeer peer = peerOf(client);
            client.answering(false);
            wire.send(notify(peer), answers::add);

            String first = client.awaitRequest("NOTIFY");
            String again = client.awaitRequest("NOTIFY");
            client.send(SipTestClient.answerTo(again, 481));

            assertThat(again).isEqualTo(first);
            await().untilAsserted(() ->
                    assertThat(answers).extracting(SipAnswer::status).containsExactly(481));
        }
    }

    @Test
    void whenAClientLeavesItsFlowIsToldAndRequestsToItFailAtOnce() throws InterruptedException {
        BlockingQueue<SipAnswer> answers = new LinkedBlockingQueue<>();
        SipTestClient client = client("TCP");
        SipPeer peer = peerOf(client);
        client.close();

        await().untilAsserted(() -> assertThat(lost).containsExactly(peer));
        wire.send(notify(peer), answers::add);

        assertThat(answers.take().status()).isEqualTo(SipAnswer.NOT_SENT);
        assertThat(wire.connectionCount()).isZero();
    }

    @Test
    void afterClosingNoThreadIsLeft() {
        assertThat(ofThisWire).isNotEmpty();

        wire.close();

        await().untilAsserted(() -> assertThat(ofThisWire).noneMatch(Thread::isAlive));
    }

    @Test
    void aBusyPortIsNamed() {
        WireConfig same = WireConfig.of(wire.plain(), Optional.empty(), Optional.empty(), true);
        try (SipWire second = new SipWire(same, time, timers, new SecureRandom(), new Echo())) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(":" + wire.plain().orElseThrow().getPort() + "/");
        }
    }
}
