package org.pawn.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The peer that we are measured beside, pinned to the first processor, on a free loopback port. */
final class KamailioProcess implements AutoCloseable {
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(8);

    private static final int ATTEMPTS = 3;

    private final ProcessHandle process;
    private final InetSocketAddress address;
    private final Path folder;

    private KamailioProcess(ProcessHandle process, InetSocketAddress address, Path folder) {
        this.process = process;
        this.address = address;
        this.folder = folder;
    }

    /**
     * Tries it a few times: the script waits for a few seconds only.
     *
     * @param script starts it on the port of its first argument, in the folder of its second, and prints its pid
     */
    static KamailioProcess start(Path script) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return startOnce(script);
            } catch (IOException busy) {
                if (attempt == ATTEMPTS) {
                    throw busy;
                }
            }
        }
    }

    private static KamailioProcess startOnce(Path script) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("pawn-bench-peer");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        ProcessBuilder builder = new ProcessBuilder(
                        "bash", script.toString(), Integer.toString(port), folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("TASKSET", "0");
        Process starting = builder.start();
        String said = new String(starting.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        starting.waitFor();
        ProcessHandle process = said.matches("[0-9]+")
                ? ProcessHandle.of(Long.parseLong(said)).orElseThrow(() -> new IOException("the peer ended at once"))
                : null;
        if (process == null) {
            throw new IOException("the peer did not start: " + said);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Thread.sleep(1_000); // until its workers listen
        return new KamailioProcess(process, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), folder);
    }

    InetSocketAddress sip() {
        return address;
    }

    long pid() {
        return process.pid();
    }

    /** Of the memory that its processes share. */
    long usedBytes() throws IOException {
        Process tool = new ProcessBuilder("kamcmd", "-s", "unix:" + folder.resolve("ctl"), "core.shmmem")
                .redirectErrorStream(true)
                .start();
        String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher used = Pattern.compile("\\bused: ([0-9]+)").matcher(said);
        if (!used.find()) {
            throw new IOException("kamcmd core.shmmem gave no figures: " + said);
        }
        return Long.parseLong(used.group(1));
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        CompletableFuture<ProcessHandle> over = process.onExit();
        try {
            over.get(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception slow) { // it is to go, whatever kept it
            process.destroyForcibly();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
