package org.pawn.server.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The real server in a process of its own, which can be killed like one that loses its machine's favour. */
final class KilledServer implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("ready http=(\\S+) https=off sip=[^ :]+:(\\d+) sips=off");

    private final Process process;
    private final String http;
    private final int sipPort;

    private KilledServer(Process process, String http, int sipPort) {
        this.process = process;
        this.http = http;
        this.sipPort = sipPort;
    }

    /** Starts on that data directory and returns once it serves. */
    static KilledServer start(Path data) throws IOException {
        Path errors = data.resolveSibling("server.err");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", // it lives for seconds: the second compiler would only warm it up
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.pawn.server.main.Main",
                        "serve",
                        "--data",
                        data.toString(),
                        "--domain",
                        "example.com",
                        "--http",
                        "127.0.0.1:0",
                        "--https",
                        "off",
                        "--sip",
                        "127.0.0.1:0",
                        "--sips",
                        "off"))
                .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
        builder.environment().put("PAWN_SIP_AUTHENTICATION", "off"); // what is asked here is not who somebody is
        Process process = builder.start();
        Matcher ready = ready(process, errors);
        return new KilledServer(process, ready.group(1), Integer.parseInt(ready.group(2)));
    }

    String http() {
        return http;
    }

    int sipPort() {
        return sipPort;
    }

    /** SIGKILL: no shutdown hook, no flush, nothing. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("killed, not ended by itself").isEqualTo(128 + 9);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static Matcher ready(Process process, Path errors) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.matches()) {
                return ready;
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("the server did not start, exit "
                + process.onExit().join().exitValue() + ":\n" + said + Files.readString(errors));
    }
}
