package org.pawn.xcap;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Tag;
import org.pawn.refusal.Refusal;
import org.pawn.xml.MarkupElement;
import org.pawn.xml.MarkupReader;
import org.pawn.xml.MarkupWriter;

@Tag("fuzz")
final class NodeSelectorFuzzTest {
    private static final String NAMESPACE = "urn:ietf:params:xml:ns:resource-lists";
    private static final String DOCUMENT = "<resource-lists xmlns='" + NAMESPACE + "' xmlns:x='urn:x'>"
            + "<list name='friends'><entry uri='sip:alice@example.com' x:y='1'/><entry uri='sip:bob@example.com'>"
            + "<display-name>Bob</display-name></entry></list><list name='a&amp;b'/></resource-lists>";

    /** The input's first line is the selector, the second the query, and what follows is to be put there. */
    @FuzzTest(maxDuration = "30s")
    void whatIsPutIsWhatTheSelectorThenSelects(byte[] input) throws XMLStreamException {
        String[] lines = new String(input, StandardCharsets.UTF_8).split("\n", 3);
        MarkupElement root = MarkupReader.document(DOCUMENT);
        MarkupElement changed;
        NodeSelector selector;
        try {
            selector = NodeSelectorParser.parse(lines[0], NAMESPACE, lines.length > 1 ? lines[1] : "");
            NodeEditor editor = new NodeEditor(root, selector);
            assertThat(editor.read()).isEqualTo(editor.read());
            if (selector.isOfNamespaces()) {
                return; // only ever read
            }
            String put = lines.length > 2 ? lines[2] : "";
            changed = selector.isOfElement() ? editor.put(put, parent -> true) : editor.putAttribute(put);
        } catch (Refusal refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return;
        }
        assertThat(new NodeEditor(changed, selector).read()).isPresent();
        String written = MarkupWriter.document(changed);
        assertThat(MarkupWriter.document(MarkupReader.document(written))).isEqualTo(written);
    }
}
