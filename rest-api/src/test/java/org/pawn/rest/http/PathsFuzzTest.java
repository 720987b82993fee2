package org.pawn.rest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;

@Tag("fuzz")
final class PathsFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void aPathThatIsReadHasNoSecondMeaning(byte[] input) {
        String path = new String(input, StandardCharsets.ISO_8859_1);
        try {
            Paths.requireClear(path);
        } catch (ProblemException refused) {
            return;
        }
        String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        assertThat(decoded.split("/")).doesNotContain(".", "..");
        assertThat(decoded).doesNotContain("\\", "\0", "\r", "\n", "//");
    }
}
