package org.pawn.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A real server in a JVM of its own, on free loopback ports and a data directory that goes with it. Ends with {@link
 * #close}, or with us.
 */
final class ServerProcess implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(8);
    private static final String CONFIG = "domain: " + SipRequests.DOMAIN + "\ntimeZone: Europe/Berlin\n";

    /** With digest sign-in and pacing, as people run it. */
    static final String AS_ALWAYS = "";

    /** With pacing, without sign-in at SIP. */
    static final String NO_SIGN_IN = "sip:\n  authentication: \"off\"\n";

    /** Without sign-in at SIP, and every change goes out at once. */
    static final String NO_SIGN_IN_NO_PACING = NO_SIGN_IN + "presence:\n  notifyInterval: PT0S\n";

    private final Process process;
    private final Path data;
    private final Path log;
    private final String readyLine;

    private ServerProcess(Process process, Path data, Path log, String readyLine) {
        this.process = process;
        this.data = data;
        this.log = log;
        this.readyLine = readyLine;
    }

    /** Without sign-in at SIP and without pacing. */
    static ServerProcess start(String heap) throws IOException, InterruptedException {
        return start(heap, NO_SIGN_IN_NO_PACING);
    }

    /**
     * Starts one from the class path that {@code pawn.home} names a distribution with, else from our own.
     *
     * @param heap the most it may take, {@code 1g}
     * @param keys lines of YAML beside the domain
     */
    static ServerProcess start(String heap, String keys) throws IOException, InterruptedException {
        return start(List.of(), heap, CONFIG + keys);
    }

    /**
     * The same under another command, as {@code taskset} is one.
     *
     * @param under what goes before the command
     * @param config all of the YAML
     */
    static ServerProcess start(List<String> under, String heap, String config)
            throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("pawn-bench");
        Path log = data.resolve("server.log");
        Files.writeString(data.resolve("pawn.yaml"), config);
        List<String> command = new ArrayList<>(under);
        command.addAll(command(heap, data));
        Process process =
                new ProcessBuilder(command).redirectError(log.toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        try {
            return new ServerProcess(process, data, log, readyLine(process, log));
        } catch (IOException | InterruptedException failed) {
            process.destroyForcibly();
            throw failed;
        }
    }

    private static List<String> command(String heap, Path data) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@" + options(), "-Xmx" + heap));
        String more = System.getenv().getOrDefault("PAWN_JAVA_OPTS", "");
        Arrays.stream(more.split("\\s+")).filter(word -> !word.isEmpty()).forEach(command::add);
        command.addAll(List.of("-cp", classPath(), "org.pawn.server.main.Main", "serve", "--data", data.toString()));
        for (String listener : new String[] {"--http", "--sip"}) {
            command.addAll(List.of(listener, "127.0.0.1:0"));
        }
        command.addAll(List.of("--https", "off", "--sips", "off"));
        return command;
    }

    /** How people's servers are set: of the distribution, else of the sources. */
    private static Path options() {
        String home = System.getProperty("pawn.home");
        return home == null
                ? Path.of("..", "presence-server", "src", "dist", "lib", "serve.options")
                : Path.of(home, "lib", "serve.options");
    }

    private static String classPath() {
        String home = System.getProperty("pawn.home");
        return home == null
                ? System.getProperty("java.class.path")
                : Path.of(home, "lib").resolve("*").toString();
    }

    private static String readyLine(Process process, Path log) throws IOException, InterruptedException {
        BufferedReader out = process.inputReader();
        CompletableFuture<String> ready = new CompletableFuture<>();
        Thread reader = new Thread(() -> drain(out, ready), "bench-server-output");
        reader.setDaemon(true);
        reader.start();
        try {
            return ready.get(READY_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IOException("the server did not start; it said:\n" + Files.readString(log), failed);
        }
    }

    /** To the end, so that the server never waits for us to read. */
    private static void drain(BufferedReader out, CompletableFuture<String> ready) {
        try (out) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("ready ")) {
                    ready.complete(line);
                }
            }
        } catch (IOException closed) {
            // the process is gone
        }
        ready.completeExceptionally(new IllegalStateException("it ended"));
    }

    InetSocketAddress sip() {
        return Loopback.address(listener("sip"));
    }

    URI http() {
        return Loopback.require(URI.create(listener("http")));
    }

    String adminToken() throws IOException {
        return Files.readString(data.resolve("admin-token")).trim();
    }

    private String listener(String name) {
        return Arrays.stream(readyLine.split(" "))
                .filter(word -> word.startsWith(name + "="))
                .map(word -> word.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    long pid() {
        return process.pid();
    }

    /** Processor time of all its threads since its start. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** What it logged: warnings and errors, in a run without trouble nothing. */
    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        if (!process.isAlive()) {
            System.err.println("the server ended before its time, with status " + process.exitValue());
        }
        process.destroy();
        try {
            if (!process.waitFor(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).forEach(ServerProcess::delete);
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
