package org.pawn.server.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.server.main.TestServer;

/** Programs of others that say one thing and end: sipsak and sipp, as an administrator uses them to look at a server. */
@Tag("clients")
@Timeout(120)
final class OneShotClientsTest {
    private static final String PASSWORD = "open-sesame";
    private static final String ALICE = "alice@example.com";

    @TempDir
    private Path folder;

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(folder.resolve("data"));
        server.person(ALICE, "Alice", PASSWORD);
        server.person("bob@example.com", "Bob", PASSWORD);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void sipsakAsksSignsInWritesAndLeaves(String transport) throws Exception {
        assumeInstalled("sipsak");
        RestSurface rest = new RestSurface(server.http(), server.adminToken());

        assertThat(sipsak(transport, "-s", "sip:example.com")).isZero();
        assertThat(sipsak(transport, register("60", "sip:alice@127.0.0.1:5194", PASSWORD)))
                .isZero();
        String shown = transport.equals("udp") ? "Available" : "Offline"; // its connection is gone with sipsak
        await("Alice shows " + shown)
                .untilAsserted(() -> assertThat(rest.shows(ALICE)).isEqualTo(shown));
        assertThat(sipsak(transport, register("60", "sip:alice@127.0.0.1:5194", "wrong")))
                .isNotZero();

        sipsak(transport, "-f", message().toString(), "-a", PASSWORD, "-u", "alice", "-s", "sip:bob@example.com");
        assertThat(said()).contains("SIP/2.0 202");

        assertThat(sipsak(transport, register("0", "*", PASSWORD))).isZero();
        assertThat(rest.shows(ALICE)).isEqualTo("Offline");
    }

    @ParameterizedTest
    @ValueSource(strings = {"u1", "t1"})
    void sippSignsInTwentyTimesWithDigest(String transport) throws Exception {
        assumeInstalled("sipp");
        int exit = run(sipp(registration(), transport, "example.com", 20));

        assertThat(exit)
                .as("every registration was answered as the scenario says: %s", said())
                .isZero();
    }

    @Test
    void sippTellsOfACallAndOfItsEnd() throws Exception {
        assumeInstalled("sipp");
        RestSurface rest = new RestSurface(server.http(), server.adminToken());
        Path scenario = scenario("sipp-dialog.xml");
        assertThat(run(sipp(registration(), "u1", "example.com", 1))).isZero();

        Process sipp = begin(sipp(scenario, "u1", ALICE, 1));
        await("the call shows")
                .untilAsserted(() -> assertThat(rest.shows(ALICE)).isEqualTo("Busy"));

        assertThat(sipp.waitFor(40, TimeUnit.SECONDS)).isTrue();
        assertThat(sipp.exitValue()).as("all was answered: %s", said()).isZero();
        assertThat(rest.shows(ALICE)).isEqualTo("Available");
    }

    @ParameterizedTest
    @ValueSource(strings = {"u1", "t1"})
    void sippCallsSippTwentyTimesThroughUs(String transport) throws Exception {
        assumeInstalled("sipp");
        RestSurface rest = new RestSurface(server.http(), server.adminToken());
        int port = FreePorts.next();
        assertThat(run(sipp("bob", port, registration(), "u1", "example.com", 1)))
                .isZero();
        Process bob = begin(sipp("bob", port, scenario("sipp-answers.xml"), "u1", "example.com", 20), "answering");
        try {
            int exit = run(sipp(scenario("sipp-calls.xml"), transport, "bob@example.com", 20));

            assertThat(exit)
                    .as("every call went as the scenario says: %s", said())
                    .isZero();
            await("both have hung up").untilAsserted(() -> {
                assertThat(rest.activity(ALICE)).isEqualTo("null");
                assertThat(rest.activity("bob@example.com")).isEqualTo("null");
            });
        } finally {
            bob.destroy();
        }
    }

    private static Path scenario(String name) throws URISyntaxException {
        return Path.of(OneShotClientsTest.class.getResource(name).toURI());
    }

    private Path registration() throws IOException {
        return Files.writeString(folder.resolve("register.xml"), SIPP_REGISTER);
    }

    /** @param signedUri what digest credentials are for: the Request-URI of the scenario, without its scheme */
    private List<String> sipp(Path scenario, String transport, String signedUri, int count) {
        return sipp("alice", FreePorts.next(), scenario, transport, signedUri, count);
    }

    private List<String> sipp(String user, int port, Path scenario, String transport, String signedUri, int count) {
        return List.of(("sipp %s -sf %s -t %s -i 127.0.0.1 -p %d -s %s -au %s -ap %s -auth_uri %s"
                        + " -m %d -r 20 -timeout 30 -nostdin")
                .formatted(server.sip(), scenario, transport, port, user, user, PASSWORD, signedUri, count)
                .split(" "));
    }

    private static String[] register(String expires, String contact, String password) {
        return new String[] {"-U", "-C", contact, "-x", expires, "-a", password, "-u", "alice", "-s", "sip:" + ALICE};
    }

    /** From a file, to which sipsak adds its Via and the answer to the challenge: its own way of writing ends in a crash. */
    private Path message() throws IOException {
        String text = "hello from sipsak";
        return Files.writeString(
                folder.resolve("message.sip"),
                String.join(
                        "\r\n",
                        "MESSAGE sip:bob@example.com SIP/2.0",
                        "From: <sip:alice@example.com>;tag=9",
                        "To: <sip:bob@example.com>",
                        "Call-ID: sipsak-" + System.nanoTime(),
                        "CSeq: 1 MESSAGE",
                        "Max-Forwards: 70",
                        "Content-Type: text/plain",
                        "Content-Length: " + text.length(),
                        "",
                        text));
    }

    private int sipsak(String transport, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("sipsak", "-vvv", "-E", transport, "-p", server.sip()));
        command.addAll(List.of("-l", String.valueOf(FreePorts.next())));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private Process begin(List<String> command) throws IOException {
        return begin(command, "said");
    }

    private Process begin(List<String> command, String output) throws IOException {
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(output).toFile())
                .start();
    }

    private int run(List<String> command) throws Exception {
        Process process = begin(command);
        assertThat(process.waitFor(40, TimeUnit.SECONDS)).as("%s ends", command).isTrue();
        return process.exitValue();
    }

    private String said() throws IOException {
        return new String(Files.readAllBytes(folder.resolve("said")), StandardCharsets.ISO_8859_1);
    }

    private static void assumeInstalled(String program) {
        assumeThat(Phone.isInstalled(program))
                .as("skipped: %s is not present", program)
                .isTrue();
    }

    private static final String SIPP_REGISTER = """
            <?xml version="1.0" encoding="ISO-8859-1"?>
            <scenario name="register">
              <send retrans="500"><![CDATA[
                REGISTER sip:example.com SIP/2.0
                Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch];rport
                From: <sip:[service]@example.com>;tag=[call_number]
                To: <sip:[service]@example.com>
                Call-ID: [call_id]
                CSeq: 1 REGISTER
                Max-Forwards: 70
                Contact: <sip:[service]@[local_ip]:[local_port];transport=[transport]>
                Expires: 600
                Content-Length: 0
              ]]></send>
              <recv response="401" auth="true"/>
              <send retrans="500"><![CDATA[
                REGISTER sip:example.com SIP/2.0
                Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch];rport
                From: <sip:[service]@example.com>;tag=[call_number]
                To: <sip:[service]@example.com>
                Call-ID: [call_id]
                CSeq: 2 REGISTER
                Max-Forwards: 70
                Contact: <sip:[service]@[local_ip]:[local_port];transport=[transport]>
                [authentication]
                Expires: 600
                Content-Length: 0
              ]]></send>
              <recv response="200"/>
            </scenario>
            """;
}
