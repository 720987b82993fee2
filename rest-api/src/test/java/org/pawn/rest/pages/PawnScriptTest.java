package org.pawn.rest.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pawn.rest.Answer;
import org.pawn.rest.RestClient;
import org.pawn.rest.RestFixture;

/** The one script of a page, made of many parts. */
final class PawnScriptTest {
    private static final Path PARTS = Path.of("src/main/resources/embed/pawn");

    private static List<Path> parts() throws IOException {
        try (Stream<Path> files = Files.list(PARTS)) {
            return files.toList();
        }
    }

    @Test
    void itImportsNothingAndExportsWhatItPromises() {
        String text = PawnScript.load().text();

        assertThat(text).doesNotContainPattern("\\bimport\\s*[{\"(]");
        assertThat(Pattern.compile("\\bexport\\b[^;]*;").matcher(text).results().map(found -> found.group()))
                .containsExactly("export{addressOf,configurePawn};");
    }

    @Test
    void everyPartIsInItAndIsOneIdea() throws IOException {
        String text = PawnScript.load().text();

        for (Path part : parts()) {
            List<String> lines = Files.readAllLines(part);
            String name = lines.stream()
                    .flatMap(line -> Pattern.compile("^export (?:async )?(?:class|const|let|function) (\\w+)")
                            .matcher(line)
                            .results())
                    .map(found -> found.group(1))
                    .findFirst()
                    .orElse("configurePawn");
            assertThat(text).as(part.toString()).contains(name);
            assertThat(lines).as(part.toString()).hasSizeLessThan(260);
        }
    }

    @Test
    void itsHashIsPublishedAndIsThatOfTheScriptThatNeverChanges() throws Exception {
        try (RestFixture server = new RestFixture()) {
            RestClient page = new RestClient(server, "");
            var pinned = page.get("/embed/v1/pawn.json").json();
            Answer script = page.get(pinned.path("script").asText());

            byte[] hash =
                    MessageDigest.getInstance("SHA-384").digest(script.body().getBytes(StandardCharsets.UTF_8));
            assertThat(pinned.path("integrity").asText())
                    .isEqualTo("sha384-" + Base64.getEncoder().encodeToString(hash));
            assertThat(script.header("Cache-Control")).contains("immutable");
            assertThat(page.get("/embed/v1/pawn.js").body()).isEqualTo(script.body());
            assertThat(page.get("/embed/v1/words.js").problem()).isEqualTo("not-found");
            assertThat(page.get("/embed/v0/pawn.js").problem()).isEqualTo("not-found");
        }
    }
}
