package org.pawn.xcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pawn.refusal.Refusal;
import org.pawn.refusal.Refusal.DocumentConflict;
import org.pawn.refusal.Refusal.DocumentConflict.Condition;
import org.pawn.xml.MarkupElement;
import org.pawn.xml.MarkupReader;
import org.pawn.xml.MarkupWriter;

/** Selecting, putting and removing parts of a document (RFC 4825 sections 6.3 and 8.2 to 8.4). */
final class NodeEditorTest {
    private static final String ROOT =
            "<root><el1 att=\"first\"/><el1 att=\"second\"/><!-- kept --><el2 att=\"first\"/>"
                    + "<el3><a x=\"1\" y=\"2\"/><b/><a x=\"3\"/></el3></root>";

    private static MarkupElement tree(String text) {
        try {
            return MarkupReader.document(text);
        } catch (XMLStreamException broken) {
            throw new AssertionError(broken);
        }
    }

    private static NodeEditor editor(String document, String selector, String query) {
        return new NodeEditor(tree(document), NodeSelectorParser.parse(selector, "", query));
    }

    private static NodeEditor editor(String selector) {
        return editor(ROOT, selector, "");
    }

    private static String put(String selector, String fragment) {
        return MarkupWriter.element(editor(selector).put(fragment, element -> true), java.util.Map.of());
    }

    private static void assertRefused(Condition condition, Runnable request) {
        assertThatThrownBy(request::run)
                .isInstanceOfSatisfying(
                        DocumentConflict.class,
                        conflict -> assertThat(conflict.condition()).isEqualTo(condition));
    }

    @ParameterizedTest
    @CsvSource({
        "root/el2/@9x, ''",
        "root/el2/@xmlns, ''",
        "root/el2/@p:9x, xmlns(p=urn:p)",
        "root/el2/@9:x, xmlns(9=urn:p)",
        "root/el2/@p:lang, xmlns(p=http://www.w3.org/XML/1998/namespace)",
        "root/el2/@p:x, xmlns(p=http://www.w3.org/2000/xmlns/)"
    })
    void anAttributeThatNoDocumentCouldHoldIsRefused(String selector, String query) {
        assertThatThrownBy(() -> editor(ROOT, selector, query).putAttribute("x"))
                .isInstanceOf(Refusal.Invalid.class);
    }

    @Nested
    final class Selecting {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '~',
                value = {
                    "root/el1[1]|<el1 att=\"first\"/>",
                    "root/el1[@att=\"second\"]|<el1 att=\"second\"/>",
                    "root/el1[2][@att='second']|<el1 att=\"second\"/>",
                    "root/el2|<el2 att=\"first\"/>",
                    "root/*[3]|<el2 att=\"first\"/>",
                    "*/el3/a[2]|<a x=\"3\"/>",
                    "root/el3/*[@y=\"2\"]|<a x=\"1\" y=\"2\"/>",
                    "root/el3/a[1]/@y|2",
                    "root[1]/el2/@att|first"
                })
        void oneElementOrAttributeIsFound(String selector, String found) {
            assertThat(editor(selector).read()).contains(found);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "root/el1",
                    "root/*",
                    "root/el1[3]",
                    "root/el1[1][@att=\"second\"]",
                    "root/el9",
                    "el1",
                    "root/el3/a",
                    "root/el3/a[2]/@y",
                    "root/el1[@att=\"third\"]/a"
                })
        void whatMeansNothingOrSeveralIsNotFound(String selector) {
            assertThat(editor(selector).read()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "/root",
                    "root/",
                    "root//el1",
                    "root/el1[0]",
                    "root/el1[-1]",
                    "root/el1[99999999999]",
                    "root/el1[@att=first]",
                    "root/el1[@att=\"first]",
                    "root/el1[@att=\"first\"",
                    "root/el1[@att=\"<\"]",
                    "root/el1[@att=\"&bomb;\"]",
                    "root/el1[@att=\"first\"][1]",
                    "root/@att/el1",
                    "@att",
                    "root/p:el1",
                    "root/:el1",
                    "root/a:b:c",
                    "root/el1 | //passwd",
                    "root/text()",
                    "root/ancestor::*",
                    "root/namespace::*/x"
                })
        void whatIsNoSelectorIsRefused(String selector) {
            assertThatThrownBy(() -> editor(selector).read()).isInstanceOf(Refusal.Invalid.class);
        }

        @Test
        void prefixesAreThoseOfTheQueryAndNotOfTheDocument() {
            String document = "<a xmlns=\"urn:a\" xmlns:p=\"urn:b\"><p:c p:d=\"1\" d=\"2\"/></a>";
            NodeSelector selector = NodeSelectorParser.parse("a/q:c/@q:d", "urn:a", "xmlns(q=urn:b)xmlns(p=urn:x)");

            assertThat(new NodeEditor(tree(document), selector).read()).contains("1");
        }

        @Test
        void theNamespacesInScopeAreToldWithTheElementsName() {
            String document = "<a xmlns=\"urn:a\" xmlns:p=\"urn:b\"><p:c xmlns:r=\"urn:r\" d=\"2\"><r:x/></p:c></a>";
            NodeSelector selector = NodeSelectorParser.parse("a/p:c/namespace::*", "urn:a", "xmlns(p=urn:b)");

            assertThat(new NodeEditor(tree(document), selector).read())
                    .contains("<p:c xmlns=\"urn:a\" xmlns:p=\"urn:b\" xmlns:r=\"urn:r\"/>");
        }
    }

    @Nested
    final class Putting {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '~',
                value = {
                    "root/el1[@att=\"third\"]|<el1 att=\"third\"/>"
                            + "|<el1 att=\"second\"/><el1 att=\"third\"/><!-- kept -->",
                    "root/el1[3]|<el1/>|<el1 att=\"second\"/><el1/><!-- kept -->",
                    "root/el1[2][@att=\"x\"]|<el1 att=\"x\"/>"
                            + "|<el1 att=\"first\"/><el1 att=\"x\"/><el1 att=\"second\"/>",
                    "root/el4|<el4/>|</el3><el4/></root>",
                    "root/el1[@att=\"second\"]|<el1 att=\"second\">x</el1>|<el1 att=\"first\"/><el1 att=\"second\">x</el1>",
                    "root/*[4]|<el9/>|<el2 att=\"first\"/><el9/></root>",
                    "root/*[5]|<el9/>|</el3><el9/></root>"
                })
        void anElementReplacesOrStandsAfterItsLikes(String selector, String fragment, String expected) {
            assertThat(put(selector, fragment)).contains(expected);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '~',
                value = {
                    "root/el1[@att=\"third\"]|<el1 att=\"fourth\"/>",
                    "root/el1[@att=\"first\"]|<el1 att=\"other\"/>",
                    "root/el1[5]|<el1/>",
                    "root/el4|<el5/>",
                    "root/el2|<el1/>",
                    "root/el1|<el1 att=\"third\"/>"
                })
        void whatCouldNotBeReadBackIsNotPut(String selector, String fragment) {
            assertRefused(Condition.CANNOT_INSERT, () -> put(selector, fragment));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "text",
                    "<el4/><el4/>",
                    "<el4>",
                    "<el4/>text",
                    "</content><content><el4/>",
                    "<p:el4/>",
                    "<el4 a=\"&x;\"/>",
                    "<!DOCTYPE el4><el4/>",
                    "<!-- no --><el4/>"
                })
        void whatIsNotOneElementIsNoFragment(String fragment) {
            assertRefused(Condition.NOT_XML_FRAG, () -> put("root/el4", fragment));
        }

        @Test
        void prefixesOfTheDocumentHoldInAFragmentAndAreNotRepeated() {
            String document = "<a xmlns=\"urn:a\" xmlns:p=\"urn:b\"><c/></a>";
            NodeSelector selector = NodeSelectorParser.parse("a/p:d", "urn:a", "xmlns(p=urn:b)");

            MarkupElement changed = new NodeEditor(tree(document), selector).put("<p:d><e/></p:d>", element -> true);

            assertThat(MarkupWriter.element(changed, java.util.Map.of()))
                    .isEqualTo("<a xmlns=\"urn:a\" xmlns:p=\"urn:b\"><c/><p:d><e/></p:d></a>");
        }

        @Test
        void theNearestAncestorIsNamedWhereTheParentIsMissing() {
            assertThatThrownBy(() -> put("root/el3/z/y", "<y/>"))
                    .isInstanceOfSatisfying(DocumentConflict.class, conflict -> {
                        assertThat(conflict.condition()).isEqualTo(Condition.NO_PARENT);
                        assertThat(conflict.place()).isEqualTo("root/el3");
                    });
        }

        @Test
        void anAttributeIsPutAndReadBackAsWritten() {
            MarkupElement changed = editor("root/el2/@att").putAttribute("a &lt; &quot;b&quot; 'c'");

            NodeEditor again = new NodeEditor(changed, NodeSelectorParser.parse("root/el2/@att", "", ""));
            assertThat(again.read()).contains("a &lt; &quot;b&quot; 'c'");
        }

        @ParameterizedTest
        @ValueSource(strings = {"<", "&", "&x;", "a\"b'c", "x' y=\"z", "\" y='z", "x' xmlns:a='\"b"})
        void whatCannotBeAnAttributeIsRefused(String written) {
            assertRefused(
                    Condition.NOT_XML_ATT_VALUE, () -> editor("root/el2/@att").putAttribute(written));
        }

        @Test
        void anAttributeThatTheSelectorNeedsCannotBeChangedByIt() {
            assertRefused(
                    Condition.CANNOT_INSERT,
                    () -> editor("root/el1[@att=\"first\"]/@att").putAttribute("third"));
        }
    }

    @Nested
    final class Removing {
        @Test
        void anElementAndAnAttributeGo() {
            assertThat(MarkupWriter.element(editor("root/el3/b").remove().orElseThrow(), java.util.Map.of()))
                    .contains("<a x=\"1\" y=\"2\"/><a x=\"3\"/>");
            assertThat(MarkupWriter.element(editor("root/el3/a[1]/@y").remove().orElseThrow(), java.util.Map.of()))
                    .contains("<a x=\"1\"/><b/>");
            assertThat(editor("root/el9").remove()).isEmpty();
        }

        @Test
        void whatWouldMeanTheNextOneAfterwardsStays() {
            assertRefused(Condition.CANNOT_DELETE, () -> editor("root/el1[1]").remove());
            assertRefused(Condition.CANNOT_DELETE, () -> editor("root").remove());
            assertThat(editor("root/el1[2]").remove()).isPresent();
        }
    }
}
