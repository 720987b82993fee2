package org.pawn.server.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.sdk.Availability;
import org.pawn.sdk.ManualState;
import org.pawn.sdk.PresenceClient;
import org.pawn.server.browser.Chromium;
import org.pawn.server.main.Administrator;
import org.pawn.server.main.TestServer;

/**
 * Real phones, followed everywhere: Carol looks at the others through REST, the feed, a Java program and the portal in
 * her browser, while they see and write to each other on phones of another make.
 */
@Tag("clients")
@Tag("browser")
@ExtendWith(Chromium.class)
@Timeout(240)
final class EverySurfaceTest {
    private static final String PASSWORD = "open-sesame";
    private static final Duration SIGNING_IN = Duration.ofSeconds(30);
    private static final Duration A_MOMENT = Duration.ofSeconds(2);
    private static final Map<String, String> NAMES = Map.of(
            "alice@example.com", "Alice",
            "bob@example.com", "Bob",
            "carol@example.com", "Carol",
            "user4@example.com", "User 4",
            "user5@example.com", "User 5");
    private static final List<String> WATCHED =
            List.of("alice@example.com", "bob@example.com", "user4@example.com", "user5@example.com");

    @TempDir
    private Path folder;

    private TestServer server;
    private final Map<String, Surface> surfaces = new LinkedHashMap<>();

    @BeforeEach
    void look(Browser browser) throws IOException {
        for (String program : List.of("baresip", "linphonec")) {
            assumeThat(Phone.isInstalled(program))
                    .as("skipped: %s is not present", program)
                    .isTrue();
        }
        server = TestServer.start(folder.resolve("data"));
        NAMES.forEach((address, name) -> server.person(address, name, PASSWORD));
        Administrator administrator = new Administrator(URI.create(server.http()), server.adminToken());
        administrator.group("department", "Department", List.copyOf(NAMES.keySet()));

        String carol = "carol@example.com";
        RestSurface rest = RestSurface.signedIn(server.http(), carol, PASSWORD);
        surfaces.put("REST", rest);
        surfaces.put("the feed", new FeedSurface(server.http(), rest.token(), WATCHED));
        surfaces.put("a Java program", new ProgramSurface(server.http(), carol, PASSWORD, WATCHED));
        surfaces.put(
                "the portal", new PortalSurface(browser, server.http(), administrator.portalToken(), carol, NAMES));
        WATCHED.forEach(person -> showsEverywhere(person, "Offline", SIGNING_IN));
    }

    @AfterEach
    void leave() {
        surfaces.values().forEach(Surface::close);
        Optional.ofNullable(server).ifPresent(TestServer::close);
    }

    @ParameterizedTest(name = "Alice and Bob over {0}, the others over {1}")
    @CsvSource({"udp, tcp", "tcp, udp"})
    void fourPhonesAreSeenEverywhereAndWriteToEachOtherEvenToThoseWhoComeLater(String first, String second) {
        try (Phone alice = new Baresip(account("alice", "bob", first), folder.resolve("alice"));
                Phone user4 = new Baresip(account("user4", "user5", second), folder.resolve("user4"));
                Phone user5 = new Linphone(account("user5", "user4", second), folder.resolve("user5"))) {
            try (Phone bob = new Linphone(account("bob", "alice", first), folder.resolve("bob"))) {
                WATCHED.forEach(person -> showsEverywhere(person, "Available", SIGNING_IN));
                publishAndSeeEachOther(alice, bob);
                publishAndSeeEachOther(user4, user5);

                setBusyInAProgram("bob@example.com");
                showsEverywhere("bob@example.com", "Busy", A_MOMENT);
                alice.awaitLog("that Bob is busy shows", "NOTIFY sip:alice.*<rpid:busy/>");

                writeToEachOther(alice, bob);
                writeToEachOther(user4, user5);
            }
            showsEverywhere("bob@example.com", "Offline", A_MOMENT);
            alice.awaitLog("Bob's leaving shows", "NOTIFY sip:.*<basic>closed</basic>");

            alice.write("bob", "for-later");
            alice.awaitLog("the server keeps it", "for-later.*SIP/2\\.0 202 ");
            try (Phone bob = new Linphone(account("bob", "alice", first), folder.resolve("bob-again"))) {
                bob.awaitLog("what waited arrives", "MESSAGE sip:bob.*for-later");
                showsEverywhere("bob@example.com", "Busy", A_MOMENT); // as he set it
            }
        }
        showsEverywhere("user5@example.com", "Offline", A_MOMENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void aPhoneThatOnlyRegistersIsSeenComingAndGoingEverywhere(String transport) {
        try (Phone alice = Baresip.withoutPresence(account("alice", "bob", transport), folder.resolve("alice"))) {
            alice.awaitLog("it is registered", "SIP/2\\.0 200 [^\n]*\n(?:[^\n]+\n)*?CSeq: \\d+ REGISTER");

            showsEverywhere("alice@example.com", "Available", Duration.ofSeconds(1));
            assertThat(alice.log()).doesNotContain("PUBLISH sip:");
        }
        showsEverywhere("alice@example.com", "Offline", A_MOMENT);
    }

    private Phone.Account account(String user, String buddy, String transport) {
        return new Phone.Account(user, PASSWORD, buddy, server.sip(), transport);
    }

    private static void publishAndSeeEachOther(Phone one, Phone other) {
        one.goOnline();
        other.goOnline();
        for (Phone phone : List.of(one, other)) {
            phone.awaitLog("its PUBLISH is taken", "SIP-ETag: ");
            phone.awaitLog("the other's presence shows", "NOTIFY sip:.*<basic>open</basic>");
        }
    }

    private void setBusyInAProgram(String address) {
        try (PresenceClient program =
                PresenceClient.at(server.http()).signIn(address, PASSWORD).build()) {
            program.setManual(address, ManualState.of(Availability.BUSY));
        }
    }

    private static void writeToEachOther(Phone one, Phone other) {
        one.write(other.account.user(), "hello-from-one");
        other.awaitLog("the message arrives", "MESSAGE sip:" + other.account.user() + ".*hello-from-one");
        other.write(one.account.user(), "hello-from-other");
        one.awaitLog("the answer arrives", "MESSAGE sip:" + one.account.user() + ".*hello-from-other");
    }

    private void showsEverywhere(String address, String wanted, Duration atMost) {
        surfaces.forEach((place, surface) -> await(address + " shows " + wanted + " at " + place)
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(50))
                .pollInSameThread() // a browser's page belongs to the thread that opened it
                .untilAsserted(() -> assertThat(surface.shows(address)).isEqualTo(wanted)));
    }
}
