package org.pawn.server.clients;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.pawn.sdk.CalendarFeed;

/** A real CalDAV server in a process of its own on loopback; its log stands in its home. */
abstract class CalDavProgram implements AutoCloseable {
    final Path home;
    final int port = FreePorts.next();
    private Optional<Process> process = Optional.empty();

    CalDavProgram(Path home) {
        this.home = home;
        try {
            Files.createDirectories(home);
            configure();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        start();
    }

    abstract void configure() throws IOException;

    abstract List<String> command();

    /** Who may sign in; empty where everybody may. */
    abstract Optional<String> password();

    String url() {
        return "http://127.0.0.1:" + port + "/";
    }

    /** As Alice gives it to Pawn: the server's own address, behind which her calendars are found. */
    CalendarFeed feed() {
        CalendarFeed feed = CalendarFeed.at(java.net.URI.create(url()));
        return password().map(secret -> feed.signingIn("alice", secret)).orElse(feed);
    }

    void start() {
        try {
            process = Optional.of(new ProcessBuilder(command())
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()))
                    .start());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        await(getClass().getSimpleName() + " answers")
                .atMost(Duration.ofSeconds(60))
                .until(this::answers);
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    void stop() {
        process.ifPresent(running -> {
            running.destroy();
            try {
                if (!running.waitFor(10, TimeUnit.SECONDS)) {
                    running.destroyForcibly().waitFor();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        process = Optional.empty();
    }

    @Override
    public void close() {
        stop();
    }
}
