package org.pawn.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The real server in a process of its own, started as {@code pawn serve} on free loopback ports for the domain
 * {@code example.com}; it can be killed like one whose machine loses its power.
 */
public final class ServerProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("ready http=(\\S+) https=off sip=[^ :]+:(\\d+) sips=off");

    private final Process process;
    private final URI http;
    private final int sipPort;
    private final Path data;

    private ServerProcess(Process process, URI http, int sipPort, Path data) {
        this.process = process;
        this.http = http;
        this.sipPort = sipPort;
        this.data = data;
    }

    /** Starts on that data directory and returns once it serves. */
    public static ServerProcess start(Path data) throws IOException {
        return start(data, Map.of());
    }

    /** As {@link #start(Path)}, with configuration keys from these environment variables. */
    public static ServerProcess start(Path data, Map<String, String> environment) throws IOException {
        Files.createDirectories(data.toAbsolutePath().getParent());
        Path errors = data.resolveSibling(data.getFileName() + ".err");
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
        builder.environment().putAll(environment);
        Process process = builder.start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Matcher ready = awaitReady(process, said, errors);
        drain(said);
        return new ServerProcess(process, URI.create(ready.group(1)), Integer.parseInt(ready.group(2)), data);
    }

    private static Matcher awaitReady(Process process, BufferedReader lines, Path errors) throws IOException {
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

    /** Nobody reads what else it says, but its pipe must not fill. */
    private static void drain(BufferedReader said) {
        Thread thread = new Thread(() -> said.lines().forEach(line -> {}), "server-output");
        thread.setDaemon(true);
        thread.start();
    }

    /** {@code http://127.0.0.1:PORT}. */
    public URI http() {
        return http;
    }

    public int sipPort() {
        return sipPort;
    }

    public String adminToken() throws IOException {
        return Files.readString(data.resolve("admin-token")).strip();
    }

    /** SIGKILL: no shutdown hook, no flush, nothing. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("killed, not ended by itself").isEqualTo(128 + 9);
    }

    /** Lets it stop in an orderly way. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
