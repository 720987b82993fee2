package org.pawn.server.cli;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import picocli.CommandLine;

/**
 * What a command takes from its process.
 *
 * @param terminal whether a person reads the output, who likes colours
 */
public record Surroundings(
        Map<String, String> environment,
        Path workingDirectory,
        InputStream input,
        Clock clock,
        ZoneId zone,
        boolean terminal) {
    /** Those of this Java process. */
    public static Surroundings ofThisProcess() {
        return new Surroundings(
                System.getenv(),
                Path.of(""),
                System.in,
                Clock.systemUTC(),
                ZoneId.systemDefault(),
                CommandLine.Help.Ansi.AUTO.enabled());
    }
}
