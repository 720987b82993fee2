package org.pawn.server.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A real SIP phone in a process of its own, without a screen; what it says and sees stands in its log. */
abstract class Phone implements AutoCloseable {
    /** Who uses it, and against which server. */
    record Account(String user, String password, String buddy, String server, String transport) {
        String uri(String name) {
            return "sip:" + name + "@example.com";
        }

        String proxy() {
            return "sip:" + server + ";transport=" + transport;
        }
    }

    private static final Map<String, String> PROGRAMS =
            Map.of("baresip", "baresip", "linphone", "linphonec", "twinkle", "twinkle-console");

    final Account account;
    final Path home;
    private final Process process;
    private final Path log;

    Phone(Account account, Path home) {
        this.account = account;
        this.home = home;
        try {
            Files.createDirectories(home);
            configure();
            this.log = logFile();
            this.process = start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A phone of that kind, {@code baresip}, {@code linphone} or {@code twinkle}; skips the test where it is not present. */
    static Phone of(String kind, Account account, Path home) {
        String program = PROGRAMS.get(kind);
        assumeThat(isInstalled(program))
                .as("skipped: %s is not present", program)
                .isTrue();
        return switch (kind) {
            case "linphone" -> new Linphone(account, home);
            case "twinkle" -> new Twinkle(account, home);
            default -> new Baresip(account, home);
        };
    }

    static boolean isInstalled(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    abstract void configure() throws IOException;

    abstract List<String> command();

    abstract Path logFile();

    Map<String, String> environment() {
        return Map.of();
    }

    /** Publishes that its user is there, unless it does so by itself. */
    abstract void goOnline();

    abstract void write(String buddy, String text);

    abstract void call(String buddy);

    abstract void answer();

    abstract void hangUp();

    /** Whether it sends sound where nothing but loopback is to be had. */
    boolean sendsSound() {
        return true;
    }

    /** Makes some sound in its call, unless it does so by itself. */
    void speak() {}

    /** Waits until sound of the other side has arrived in its call, by its own word. */
    abstract void awaitSound();

    /** Asks it to leave in an orderly way. */
    abstract void quit();

    private Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command());
        builder.environment().putAll(environment());
        builder.redirectErrorStream(true);
        builder.redirectOutput(home.resolve("output.log").toFile());
        return builder.start();
    }

    /** Types a line at it. */
    void type(String line) {
        try {
            OutputStream keyboard = process.getOutputStream();
            keyboard.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            keyboard.flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String log() {
        try {
            return Files.exists(log)
                    ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8).replace("\r", "")
                    : "";
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void awaitLog(String what, String regex) {
        Pattern pattern = Pattern.compile(regex, Pattern.DOTALL);
        await(account.user() + "'s phone: " + what)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(pattern.matcher(log()).find())
                        .as(this::state)
                        .isTrue());
    }

    /** How it fares and the end of what it said, for whoever has waited for it in vain. */
    String state() {
        String said = log();
        String fares = process.isAlive() ? "runs" : "ended with " + process.exitValue();
        return home.getFileName() + " " + fares + ":\n" + said.substring(Math.max(0, said.length() - 4_000));
    }

    void awaitRinging() {
        awaitLog("it rings", "INVITE sip:" + account.user());
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            quit();
        }
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroy();
                if (!process.waitFor(3, TimeUnit.SECONDS)) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
