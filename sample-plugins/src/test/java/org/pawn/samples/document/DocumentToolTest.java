package org.pawn.samples.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a document without a server: addresses are people, plug-ins know their own, and nothing runs. */
final class DocumentToolTest {
    private final DocumentTool tool = new DocumentTool(Optional.empty());

    @Test
    void anAddressHasItsMenu() throws IOException {
        String page = page("Ask alice@example.com today.");

        assertThat(page)
                .contains("Ask <span class=\"mention\">")
                .contains("<button type=\"button\" class=\"name\" aria-haspopup=\"menu\" aria-expanded=\"false\">"
                        + "alice@example.com</button>")
                .contains(
                        "role=\"menuitem\" tabindex=\"-1\" data-action=\"mail\" href=\"mailto:alice@example.com\">Send mail</a>")
                .contains("data-action=\"schedule\">Schedule a meeting</button>")
                .contains("href=\"im:alice@example.com\">Send a message</a>")
                .endsWith("today.</p>\n</main>\n</body>\n</html>\n")
                .doesNotContain("presence-pawn");
    }

    @Test
    void withAServerItHasAPawnFromThere() throws IOException {
        String page = tool.page(
                "note.txt",
                "alice@example.com".getBytes(StandardCharsets.UTF_8),
                Optional.of("https://pawn.example"),
                "/token");

        assertThat(page)
                .contains("src=\"https://pawn.example/embed/v1/pawn.js\" data-token-url=\"/token\"")
                .contains("<presence-pawn address=\"alice@example.com\"");
    }

    @Test
    void aPlugInBringsARecognizerAndAnAction() throws IOException {
        String page = page("See PRJ-123.");

        assertThat(page)
                .contains(">PRJ-123</button>")
                .contains("href=\"https://tickets.example.com/PRJ-123\">Open ticket PRJ-123</a>");
    }

    @Test
    void aPlugInTakesAtMostFortyLines() throws IOException {
        Path source = Path.of("src/main/java/org/pawn/samples/projectcode/ProjectCodes.java");

        assertThat(Files.readAllLines(source)).hasSizeLessThanOrEqualTo(40);
    }

    @Test
    void whateverStandsInADocumentIsText() throws IOException {
        String page = page("<script>alert(1)</script> & \"x\" <img src=x onerror=alert(2)>@example.com");

        assertThat(page)
                .doesNotContain("<script>")
                .doesNotContain("<img")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;");
        assertThat(tool.page("<b>.txt", new byte[0], Optional.empty(), "")).contains("<title>&lt;b&gt;.txt</title>");
    }

    @Test
    void theCommandWritesThePageAndWhatItNeeds(@TempDir Path directory) throws IOException {
        Path in = Files.writeString(directory.resolve("note.txt"), "Ask bob@example.com.");
        Path out = directory.resolve("note.html");

        DocumentTool.main(new String[] {in.toString(), out.toString()});

        assertThat(out).content().contains("mailto:bob@example.com");
        assertThat(directory.resolve("document.css")).isNotEmptyFile();
        assertThat(directory.resolve("document.js")).isNotEmptyFile();
    }

    private String page(String text) throws IOException {
        return tool.page("note.txt", text.getBytes(StandardCharsets.UTF_8), Optional.empty(), "/pawn-token");
    }
}
