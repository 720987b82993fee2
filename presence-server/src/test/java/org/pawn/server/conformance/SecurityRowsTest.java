package org.pawn.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an attacker may try over SIP; each test bears the row of {@code docs/security.md} that it is for. */
@ExtendWith(InTheHouse.class)
@Timeout(600)
final class SecurityRowsTest {
    private static final boolean LONG = Boolean.getBoolean("pawn.long");
    private static final int PAIRS = LONG ? 100 : 12;
    private static final int ROUNDS = LONG ? 20 : 8;
    private static final int IDLE_SOCKETS = LONG ? 5_000 : 200;

    private final House house;

    SecurityRowsTest(House house) {
        this.house = house;
    }

    @OverEach
    void t11NobodySendsInAnotherNameByAnyMethodOrSpelling(Over over) {
        Phone mallory = house.phone(over);
        Phone bob = house.phone(over);
        Phone target = house.phone(over).registered();
        String forged = "<" + bob.address() + ">;tag=1";
        for (String method : List.of("MESSAGE", "INVITE", "REFER", "SUBSCRIBE")) {
            Request request = mallory.request(method, target.address())
                    .with("Event", "presence")
                    .with("Refer-To", "<" + target.address() + ">")
                    .with("From", forged);
            assertThat(mallory.asked(request).status()).as(method).isEqualTo(403);
        }
        for (String spelling : List.of("f: ", "From : ", "From:\r\n ", "FROM\t:")) {
            Request request = mallory.message(target, "x");
            mallory.signed(request.as("From", spelling + forged));
            mallory.send(request.text());
            assertThat(mallory.hear(Heard::isFinal).status()).as(spelling).isEqualTo(403);
        }
        for (String second : List.of("From: ", "f: ", "From : ")) {
            Request request = mallory.signed(mallory.message(target, "x"));
            assertThat(mallory.ask(request.line(second + forged)).status())
                    .as(second)
                    .isEqualTo(400);
        }

        assertThat(target.heardUntilAnswered()).isEmpty();
    }

    @OverEach
    void t12WithoutProofNobodyWatchesAnything(Over over) {
        Phone stranger = house.stranger(over);
        Phone target = house.phone(over);
        for (String event : List.of(
                "presence",
                "presence.winfo",
                "reg",
                "dialog",
                "message-summary",
                "xcap-diff",
                "vnd-microsoft-roaming-contacts")) {
            assertThat(stranger.ask(stranger.subscribe(target, 300).with("Event", event))
                            .status())
                    .as(event)
                    .isIn(401, 403);
        }

        assertThat(stranger.heardUntilAnswered()).isEmpty();
    }

    @OverEach
    void t13WhoWatchesSomebodySeesNothingOfWhatOthersPublishForThem(Over over) {
        Phone mallory = house.phone(over);
        Phone bob = house.phone(over);
        Phone watcher = house.phone(over);
        String tag = bob.asked(bob.publish("open")).the("SIP-ETag");
        watcher.asked(watcher.subscribe(bob, 300));
        watcher.hearNotify();

        assertThat(mallory.asked(mallory.publish("closed").uri(bob.address())).status())
                .isEqualTo(403);
        assertThat(mallory.asked(mallory.publish("closed").body("application/pidf+xml", bob.pidf("closed", "")))
                        .status())
                .isEqualTo(403);
        assertThat(mallory.asked(mallory.publish("closed").with("SIP-If-Match", tag))
                        .status())
                .isEqualTo(412);

        assertThat(tag).hasSizeGreaterThanOrEqualTo(16); // 96 bits and more
        assertThat(watcher.heardUntilAnswered()).noneMatch(heard -> heard.is("NOTIFY"));
    }

    @OverEach
    void t14AnIdentityThatWasClaimedInAnySpellingNeverPasses(Over over) {
        Phone mallory = house.phone(over).registered();
        Phone bob = house.phone(over);
        Phone target = house.phone(over).registered();
        String claim = "<" + bob.address() + ">";
        for (String line : List.of(
                "P-Asserted-Identity: " + claim,
                "P-Asserted-Identity : " + claim,
                "p-asserted-identity:\r\n\t" + claim,
                "P-Asserted-Identity: <" + mallory.address() + ">, " + claim,
                "P-Preferred-Identity\t: " + claim)) {
            assertThat(mallory.asked(mallory.message(target, "x").line(line)).status())
                    .as(line)
                    .isEqualTo(403);
        }
        for (String line : List.of(
                "P-Asserted-Identity\u000b: " + claim,
                "P-Asserted-Identity\u00a0: " + claim,
                "P-Asserted-Identity\r: " + claim)) {
            assertThat(mallory.asked(mallory.message(target, "x").line(line)).status())
                    .as(line)
                    .isEqualTo(400);
        }

        assertThat(target.heardUntilAnswered()).isEmpty();
    }

    @OverEach
    void t17WhoAsksUsForCredentialsGetsNone(Over over) {
        Phone sender = house.phone(over);
        Phone device = house.phone(over).registered();
        Request message = sender.signed(sender.message(device, "x"));
        sender.send(message.text());

        Heard heard = device.hearRequest("MESSAGE");
        device.send(
                heard,
                401,
                "WWW-Authenticate: Digest realm=\"example.com\", nonce=\"bait\", algorithm=MD5, qop=\"auth\"");
        sender.answerTo(message);

        assertThat(device.heardUntilAnswered())
                .noneMatch(again -> !again.headers("Authorization").isEmpty()
                        || !again.headers("Proxy-Authorization").isEmpty());
    }

    @OverEach
    void t18ContactsAreBoundedInNumberAndLife(Over over) {
        Phone phone = house.phone(over);
        StringBuilder many = new StringBuilder("<sip:a@192.0.2.1:1>");
        for (int i = 2; i <= 300; i++) {
            many.append(",<sip:a@192.0.2.1:").append(i).append('>');
        }

        assertThat(phone.asked(phone.register(600).with("Contact", many.toString()))
                        .status())
                .isEqualTo(403);
        assertThat(phone.asked(phone.register(600).with("Contact", "<sip:a@192.0.2.1?Route=%3Csip:192.0.2.9%3E>"))
                        .status())
                .isEqualTo(400);
        assertThat(phone.asked(phone.query()).headers("Contact")).isEmpty();
        Heard eternal = phone.asked(phone.register(600).with("Expires", "2147483648"));
        assertThat(Integer.parseInt(Heard.parameter(eternal.the("Contact"), "expires")))
                .isLessThanOrEqualTo(86_400);
    }

    @OverEach
    void t18ThisServerItselfIsNobodysDevice(Over over) {
        Phone phone = house.phone(over);
        String us = "<sip:a@127.0.0.1:" + house.plain().getPort() + ">";

        assertThat(phone.asked(phone.register(600).with("Contact", us)).status())
                .isEqualTo(403);
        assertThat(phone.asked(phone.query()).headers("Contact")).isEmpty();
    }

    @OverEach
    void t19NothingGoesToAThirdHost(Over over) throws IOException {
        Phone phone = house.phone(over);
        Phone target = house.phone(over);
        try (DatagramSocket datagrams = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                ServerSocket connections = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String third = "127.0.0.1:" + datagrams.getLocalPort();
            String thirdTcp = "127.0.0.1:" + connections.getLocalPort() + ";transport=tcp";
            for (String uri :
                    List.of("sip:x@" + third, "sip:x@" + thirdTcp, "sip:x@elsewhere.example", "tel:+12015550123")) {
                assertThat(phone.asked(phone.request("MESSAGE", uri).body("text/plain", "x"))
                                .status())
                        .as(uri)
                        .isEqualTo(403);
                assertThat(phone.asked(phone.request("INVITE", uri)).status())
                        .as(uri)
                        .isEqualTo(403);
            }
            for (String route : List.of(
                    "<sip:192.0.2.9;lr>",
                    "<sip:elsewhere.example;lr>",
                    "<sip:" + third + ";lr>",
                    "<sip:" + thirdTcp + ";lr>")) {
                assertThat(phone.asked(phone.message(target, "x").with("Route", route))
                                .status())
                        .as(route)
                        .isEqualTo(403);
            }

            phone.heardUntilAnswered();
            datagrams.setSoTimeout(1);
            connections.setSoTimeout(1);
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> datagrams.receive(new DatagramPacket(new byte[100], 100)))
                    .isInstanceOf(SocketTimeoutException.class);
            org.assertj.core.api.Assertions.assertThatThrownBy(connections::accept)
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @OverUdp
    void t20WhatAStrangerGetsIsAtMostTwiceWhatTheySent(Over over) {
        Phone stranger = house.stranger(over);
        Phone target = house.another(over, house.person());
        for (Request request : List.of(
                stranger.query(),
                stranger.publish("open"),
                stranger.subscribe(target, 300),
                stranger.message(target, "x"),
                stranger.request("INVITE", target.address()),
                stranger.request("BREW", "sip:example.com"),
                stranger.options().with("CSeq", "x OPTIONS"))) {
            int sent = request.text().getBytes(StandardCharsets.UTF_8).length;
            stranger.send(request.text());
            Heard answer = stranger.hear(Heard::isResponse);

            assertThat(answer.text().getBytes(StandardCharsets.UTF_8).length)
                    .as(request.method())
                    .isLessThanOrEqualTo(2 * sent);
            assertThat(stranger.heardUntilAnswered()).isEmpty();
        }
    }

    @OverUdp
    void t20WhatIsServedIsToldInLessThanThriceTheQuestion(Over over) {
        Phone stranger = house.stranger(over);
        Request options = stranger.options();

        Heard answer = stranger.ask(options);

        assertThat(answer.text().getBytes(StandardCharsets.UTF_8).length)
                .isLessThan(3 * options.text().getBytes(StandardCharsets.UTF_8).length);
    }

    @OverEach
    void t21WithoutBothTagsAndTheSubscribersNameNobodyIsInADialog(Over over) {
        Phone watcher = house.phone(over);
        Phone target = house.phone(over);
        Phone mallory = house.phone(over);
        Request subscribe = watcher.subscribe(target, 300);
        Heard answer = watcher.asked(subscribe);
        watcher.hearNotify();
        String inMalloryName = "<" + mallory.address() + ">;tag=" + answer.tag("From");

        for (String to : List.of(answer.the("To"), "<" + target.address() + ">;tag=guess")) {
            assertThat(mallory.asked(mallory.subscribe(target, 0)
                                    .with("Call-ID", subscribe.the("Call-ID"))
                                    .with("From", inMalloryName)
                                    .with("To", to))
                            .status())
                    .isEqualTo(481);
            for (String method : List.of("BYE", "NOTIFY")) {
                assertThat(mallory.asked(mallory.request(method, target.address())
                                        .with("Call-ID", subscribe.the("Call-ID"))
                                        .with("From", inMalloryName)
                                        .with("To", to))
                                .status())
                        .isEqualTo(481);
            }
        }

        assertThat(watcher.heardUntilAnswered()).noneMatch(heard -> heard.is("NOTIFY"));
        target.asked(target.publish("open"));
        assertThat(watcher.hearNotify().body()).contains("<basic>open</basic>");
    }

    @Test
    void t26HundredsOfHalfMessagesKeepNobodyFromSigningIn() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < IDLE_SOCKETS; i++) {
                Socket socket =
                        new Socket(house.plain().getAddress(), house.plain().getPort());
                socket.getOutputStream()
                        .write("REGISTER sip:example.com SIP/2.0\r\nVia: SIP/2.0".getBytes(StandardCharsets.UTF_8));
                slow.add(socket);
            }
            for (Socket socket : slow) {
                socket.getOutputStream().write('/'); // a byte more
            }

            for (Over over : Over.values()) {
                assertThat(house.phone(over)
                                .registered()
                                .asked(house.phone(over).query().with("CSeq", "1 X"))
                                .status())
                        .isEqualTo(400);
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @OverStreams
    void t26AHeadWithoutEndIsCutOff(Over over) {
        Phone stranger = house.stranger(over);
        StringBuilder endless = new StringBuilder("OPTIONS sip:example.com SIP/2.0\r\n");
        while (endless.length() < 20_000) {
            endless.append("X-More: and more\r\n");
        }

        stranger.send(endless.toString());

        assertThat(stranger.isClosedByServer()).isTrue();
    }

    @OverStreams
    void t26WhoHasNotProvedThemselvesBringsNoMoreThan16KiB(Over over) {
        Phone stranger = house.stranger(over);
        Phone proved = house.phone(over);
        Phone target = house.phone(over);
        String much = "x".repeat(20_000);
        Request message = stranger.message(target, much);

        stranger.send(message.text());

        assertThat(stranger.hear(Heard::isFinal).status()).isEqualTo(413);
        assertThat(stranger.isClosedByServer()).isTrue();
        assertThat(proved.asked(proved.message(target, much)).status()).isEqualTo(202);
    }

    @OverWebSocket
    void t26NorDoesWhoComesByWebSocket(Over over) {
        Phone stranger = house.stranger(over);
        Phone proved = house.phone(over);
        Phone target = house.phone(over);
        String much = "x".repeat(20_000);

        stranger.send(stranger.message(target, much).text());

        assertThat(stranger.isClosedByServer()).isTrue();
        assertThat(proved.asked(proved.message(target, much)).status()).isEqualTo(202);
    }

    @Test
    void t27PairsWhoWatchEachOtherAndComeAndGoAtOnceNeverStandStill() throws Exception {
        List<Thread> people = new ArrayList<>();
        List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int pair = 0; pair < PAIRS; pair++) {
            String one = house.person();
            String other = house.person();
            people.add(comesAndGoes(one, other, failures));
            people.add(comesAndGoes(other, one, failures));
        }
        people.forEach(Thread::start);
        for (Thread person : people) {
            person.join();
        }

        assertThat(failures).isEmpty();
        assertThat(ManagementFactory.getThreadMXBean().findDeadlockedThreads()).isNull();
    }

    private Thread comesAndGoes(String name, String other, List<Throwable> failures) {
        return new Thread(
                () -> {
                    try {
                        for (int round = 0; round < ROUNDS; round++) {
                            try (Phone phone = house.own(Over.TCP, name);
                                    Phone watched = house.own(Over.UDP, other)) {
                                phone.signIn().registered();
                                assertThat(phone.asked(phone.subscribe(watched, 300))
                                                .status())
                                        .isIn(200, 202);
                                assertThat(phone.asked(phone.publish("open")).status())
                                        .isEqualTo(200);
                            }
                        }
                    } catch (Throwable failure) {
                        failures.add(failure);
                    }
                },
                "pair");
    }
}
