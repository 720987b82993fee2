package org.pawn.xmlpatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import org.pawn.xml.MarkupElement;
import org.pawn.xml.MarkupNode;
import org.pawn.xml.MarkupReader;
import org.pawn.xml.MarkupWriter;
import org.pawn.xml.XmlElement;

/** What makes one document another (RFC 5261). */
final class XmlPatchWriterTest {
    private static final String DIFF = "urn:ietf:params:xml:ns:xcap-diff";
    private static final String A = "<l xmlns=\"urn:l\"><e u=\"a\"/>\n <e u=\"b\"><n>B</n></e>\n</l>";

    private static MarkupElement read(String text) {
        try {
            return MarkupReader.document(text);
        } catch (XMLStreamException broken) {
            throw new AssertionError(text, broken);
        }
    }

    private static String changes(String before, String after) {
        return XmlPatchWriter.changes(read(before), read(after), DIFF).orElse("whole");
    }

    @Test
    void whatComesIsAddedWhatGoesIsRemovedAndWhatChangesIsReplaced() {
        assertThat(changes(A, A.replace("<e u=\"b\">", "<e u=\"c\"/><e u=\"b\">")))
                .isEqualTo("<add sel=\"*/*[2]\" pos=\"before\"><e xmlns=\"urn:l\" u=\"c\"/></add>");
        assertThat(changes(A, A.replace("</l>", "<e u=\"c\"/></l>")))
                .isEqualTo("<add sel=\"*\"><e xmlns=\"urn:l\" u=\"c\"/></add>");
        assertThat(changes(A, A.replace("<e u=\"a\"/>", ""))).isEqualTo("<remove sel=\"*/*[1]\"/>");
        assertThat(changes(A, A.replace("<n>B</n>", "<n>C</n>")))
                .isEqualTo("<replace sel=\"*/*[2]/*[1]\"><n xmlns=\"urn:l\">C</n></replace>");
        assertThat(changes(A, A.replace("u=\"b\"", "u=\"&lt;\"")))
                .isEqualTo("<replace sel=\"*/*[2]\"><e xmlns=\"urn:l\" u=\"&lt;\"><n>B</n></e></replace>");
    }

    @Test
    void whatChangesAtTheRootIsNoPatch() {
        assertThat(changes(A, A.replace("<l ", "<l x=\"1\" "))).isEqualTo("whole");
        assertThat(changes(A, "<other/>")).isEqualTo("whole");
        assertThat(changes("<l>a</l>", "<l>b</l>")).isEqualTo("whole");
    }

    @Test
    void whoeverFollowsThePatchesHasTheDocument() {
        Random random = new Random(5261);
        int patches = 0;
        MarkupElement document = read(A);
        for (int i = 0; i < 3_000; i++) {
            MarkupElement next = read(MarkupWriter.document(changed(document, random)));
            String patch = XmlPatchWriter.changes(document, next, DIFF).orElse("");
            if (!patch.isEmpty()) {
                patches++;
                XmlElement root = parsed("<d xmlns=\"" + DIFF + "\">" + patch + "</d>");
                XmlElement patched =
                        XmlPatchReader.read(root, DIFF, Map.of()).applyTo(parsed(MarkupWriter.document(document)));
                assertThat(new String(patched.bytes(), StandardCharsets.UTF_8))
                        .as(MarkupWriter.document(document) + "\n" + patch)
                        .isEqualTo(
                                new String(parsed(MarkupWriter.document(next)).bytes(), StandardCharsets.UTF_8));
            }
            document = next;
        }
        assertThat(patches).isGreaterThan(1_500);
    }

    private static XmlElement parsed(String text) {
        return XmlElement.read(text.getBytes(StandardCharsets.UTF_8), 1024 * 1024, "document");
    }

    /** Something comes, goes or changes somewhere, as a program or a person would write it. */
    private static MarkupElement changed(MarkupElement element, Random random) {
        List<MarkupNode> children = new ArrayList<>(element.children());
        int at = children.isEmpty() ? 0 : random.nextInt(children.size());
        boolean inner = !children.isEmpty() && children.get(at) instanceof MarkupElement;
        if (inner && random.nextInt(3) > 0) {
            children.set(at, changed((MarkupElement) children.get(at), random));
            return element.withChildren(children);
        }
        switch (random.nextInt(5)) {
            case 0, 1 -> children.add(at, child(random));
            case 2 -> {
                if (!children.isEmpty()) {
                    children.remove(at);
                }
            }
            case 3 -> children.addAll(at, List.of(new MarkupNode.Text("\n  "), child(random)));
            default -> {
                return element.name().equals("l") ? element : element.with("u", "v" + random.nextInt(3));
            }
        }
        return element.withChildren(children.size() > 12 ? children.subList(0, 4) : children);
    }

    private static MarkupElement child(Random random) {
        MarkupElement child = random.nextBoolean()
                ? MarkupElement.of("urn:l", "e").with("u", "u" + random.nextInt(4))
                : new MarkupElement("urn:x", "x", "y", List.of(), List.of(), List.of());
        return random.nextBoolean() ? child : child.withText("t" + random.nextInt(2));
    }
}
