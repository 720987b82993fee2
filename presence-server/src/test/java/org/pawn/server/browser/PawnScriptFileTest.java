package org.pawn.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.pawn.rest.pages.PawnScript;

/** {@code pawn.js} as a file: small, without markup made of strings, and with the same drawing as everywhere else. */
final class PawnScriptFileTest {
    private final String script = PawnScript.load().text();

    @Test
    void itIsSmallOnTheWire() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(script.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(packed.size()).isLessThanOrEqualTo(15 * 1024);
    }

    @Test
    void noMarkupIsMadeOfStrings() {
        assertThat(script)
                .doesNotContainPattern(
                        "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\b|new Function");
    }

    @Test
    void itDrawsWhatTheIconsShow() {
        List<String> icons =
                List.of("available", "busy", "do-not-disturb", "be-right-back", "away", "offline", "unknown");
        for (String icon : icons) {
            List<String> paths = Pattern.compile(" d=\"([^\"]+)\"")
                    .matcher(read("/icons/" + icon + ".svg"))
                    .results()
                    .map((MatchResult path) -> path.group(1))
                    .toList();

            assertThat(paths)
                    .as(icon)
                    .hasSize(3)
                    .allSatisfy(path -> assertThat(script).contains('"' + path + '"'));
        }
    }

    private static String read(String resource) {
        try (InputStream text = PawnScriptFileTest.class.getResourceAsStream(resource)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
