package org.pawn.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/security.md} names tests that are there. */
final class SecurityPageTest {
    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z0-9]*Test)(?:\\.([a-z][A-Za-z0-9_]*))?`");
    private static final List<String> ROWS = List.of(
            "T11", "T12", "T13", "T14", "T15", "T16", "T17", "T18", "T19", "T20", "T21", "T26", "T27", "R10", "R11",
            "R18", "R19", "R28");

    @Test
    void everyRowNamesTestsThatAreThere() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("../docs/security.md"));
        Map<String, String> sources = sources();
        List<String> missing = new ArrayList<>();
        for (String row : ROWS) {
            String line = lines.stream()
                    .filter(one -> one.startsWith("| " + row + " "))
                    .findFirst()
                    .orElse("");
            Matcher named = NAMED.matcher(line);
            int tests = 0;
            while (named.find()) {
                tests++;
                String source = sources.getOrDefault(named.group(1), "");
                if (source.isEmpty() || named.group(2) != null && !source.contains(" " + named.group(2) + "(")) {
                    missing.add(row + ": " + named.group());
                }
            }
            if (tests == 0) {
                missing.add(row + " names no test");
            }
        }

        assertThat(missing).isEmpty();
    }

    private static Map<String, String> sources() throws IOException {
        Map<String, String> found = new HashMap<>();
        for (String module : List.of("presence-core", "presence-server", "rest-api")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
                for (Path file : files.filter(one -> one.toString().endsWith("Test.java"))
                        .toList()) {
                    found.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
                }
            }
        }
        return found;
    }
}
