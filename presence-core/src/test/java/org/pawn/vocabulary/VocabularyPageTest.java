package org.pawn.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class VocabularyPageTest {
    private static final Path PAGE = Path.of("..", "docs", "vocabulary.md");

    @Test
    void thePageIsWhatTheTablesGive() throws IOException {
        if (Boolean.getBoolean("pawn.rewriteVocabulary")) {
            Files.writeString(PAGE, VocabularyPage.text());
        }

        assertThat(PAGE)
                .as("docs/vocabulary.md; rewrite it with: %s", VocabularyPage.REWRITE)
                .hasContent(VocabularyPage.text());
    }
}
