package org.pawn.server.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.server.main.TestServer;

/** curl writes and reads documents with the SIP password, over each digest algorithm that it knows. */
@Tag("clients")
@Timeout(120)
final class CurlXcapTest {
    private static final String PASSWORD = "open-sesame";
    private static final String LISTS = "/xcap-root/resource-lists/users/sip:alice@example.com/index";

    @TempDir
    private Path folder;

    private TestServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private String curl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("curl", "-s", "-g", "--digest", "--user", "alice:" + PASSWORD));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "curl", ".txt");
        Process curl = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(curl.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(out, StandardCharsets.UTF_8);
    }

    private static boolean isInstalled() {
        try {
            return new ProcessBuilder("curl", "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException | InterruptedException missing) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MD5", "SHA-256", "SHA-256, MD5"})
    void aContactIsPutReadAndRemoved(String algorithms) throws Exception {
        assumeThat(isInstalled()).as("skipped: curl is not installed").isTrue();
        server = TestServer.start(folder.resolve("data"), Map.of("sip.digest.algorithms", algorithms));
        server.person("alice@example.com", "Alice", PASSWORD);
        String lists = server.http() + LISTS;
        String bob = lists + "/~~/resource-lists/list%5B@name=%22work%22%5D/entry%5B@uri=%22sip:bob@example.com%22%5D";
        String type = "Content-Type: application/xcap-el+xml";
        curl(
                "-X",
                "PUT",
                "-H",
                "Content-Type: application/resource-lists+xml",
                "--data-binary",
                "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\"><list name=\"work\"/></resource-lists>",
                lists);

        String put = curl(
                "-X",
                "PUT",
                "-H",
                type,
                "--data-binary",
                "<entry uri=\"sip:bob@example.com\"/>",
                "-w",
                "%{http_code}",
                bob);

        assertThat(put).isEqualTo("201");
        assertThat(curl(bob)).isEqualTo("<entry uri=\"sip:bob@example.com\"/>");
        assertThat(curl(lists)).contains("<list name=\"work\"><entry uri=\"sip:bob@example.com\"/></list>");
        assertThat(curl("-X", "DELETE", "-w", "%{http_code}", bob)).isEqualTo("200");
        assertThat(curl("-o", "/dev/null", "-w", "%{http_code}", bob)).isEqualTo("404");
        assertThat(curl("-I", "-w", "%{http_code}", lists)).endsWith("200");
    }
}
