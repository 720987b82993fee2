package org.pawn.server.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Runs commands as a shell would, on a fixed morning of 2030, and keeps what they printed. */
final class Shell {
    static final Instant NOW = Instant.parse("2030-03-04T09:00:00Z");

    @Command(name = "pawn")
    private static final class Root {}

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private String input = "";
    private boolean terminal;
    private volatile StringWriter out = new StringWriter();
    private volatile StringWriter err = new StringWriter();

    Shell(Path directory) {
        this.directory = directory;
    }

    Shell with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Shell typing(String text) {
        input = text;
        return this;
    }

    Shell onATerminal() {
        terminal = true;
        return this;
    }

    int run(String... arguments) {
        CommandLine line = new CommandLine(new Root());
        ClientCommands.addTo(
                line,
                new Surroundings(
                        environment,
                        directory,
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        ZoneOffset.UTC,
                        terminal));
        out = new StringWriter();
        err = new StringWriter();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return line.execute(ClientCommands.arranged(arguments));
    }

    /** What the last command printed, or has printed so far. */
    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}
