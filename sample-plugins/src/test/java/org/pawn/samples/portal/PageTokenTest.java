package org.pawn.samples.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The promise to whoever owns a portal: its server needs so little. */
final class PageTokenTest {
    @Test
    void mintingAPagesTokenTakesAtMostFifteenLines() throws IOException {
        Path source = Path.of("src/main/java/org/pawn/samples/portal/PageToken.java");

        long lines = Files.readAllLines(source).stream()
                .map(String::trim)
                .filter(line -> !line.isEmpty())
                .filter(line -> !line.startsWith("package ") && !line.startsWith("import "))
                .filter(line -> !line.startsWith("/*") && !line.startsWith("*") && !line.startsWith("//"))
                .count();

        assertThat(lines).isBetween(1L, 15L);
    }
}
