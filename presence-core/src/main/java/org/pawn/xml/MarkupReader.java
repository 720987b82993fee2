package org.pawn.xml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.pawn.refusal.Refusal;

/**
 * Reads untrusted XML whole, where it shall be written back: the same bounds as {@link XmlCursor}, but for the number of
 * elements. Comments outside of the root are lost.
 */
public final class MarkupReader {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_PARTS = 32;
    private static final int MAX_ELEMENTS = 50_000;

    private final XMLStreamReader reader;
    private final Deque<MarkupElement> open = new ArrayDeque<>();
    private final Deque<List<MarkupNode>> content = new ArrayDeque<>();
    private int elements;

    private MarkupReader(XMLStreamReader reader) {
        this.reader = reader;
    }

    /**
     * The root of a document.
     *
     * @throws XMLStreamException if it is not well-formed
     * @throws Refusal.Invalid if it has a document type or breaks a bound
     */
    public static MarkupElement document(String text) throws XMLStreamException {
        return new MarkupReader(XmlCursor.hardened(text)).read();
    }

    /**
     * What is in an element, as it reads where those prefixes are bound.
     *
     * @throws XMLStreamException if it is not well-formed there
     * @throws Refusal.Invalid if it breaks a bound
     */
    public static List<MarkupNode> content(String text, Map<String, String> scope) throws XMLStreamException {
        XmlOut wrapped = new XmlOut().raw("<content");
        scope.forEach(
                (prefix, namespace) -> wrapped.attribute(prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix, namespace));
        return document(wrapped.raw(">").string() + text + "</content>").children();
    }

    /**
     * What an attribute holds, from how it is written between its quotes.
     *
     * @throws XMLStreamException if it cannot stand there
     */
    public static String attributeValue(String written) throws XMLStreamException {
        char quote = written.indexOf('"') < 0 ? '"' : '\'';
        MarkupElement holder = document("<content of=" + quote + written + quote + "/>");
        if (holder.attributes().size() != 1
                || !holder.bindings().isEmpty()
                || !holder.children().isEmpty()) {
            throw new XMLStreamException("more than one attribute");
        }
        return holder.attributes().get(0).value();
    }

    private MarkupElement read() throws XMLStreamException {
        content.push(new ArrayList<>());
        try {
            while (reader.hasNext()) {
                step(reader.next());
            }
        } catch (RuntimeException broken) {
            if (broken instanceof Refusal) {
                throw broken;
            }
            throw new XMLStreamException(broken);
        }
        for (MarkupNode node : content.pop()) {
            if (node instanceof MarkupElement root) {
                return root;
            }
        }
        throw new XMLStreamException("no root");
    }

    private void step(int event) throws XMLStreamException {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> start();
            case XMLStreamConstants.END_ELEMENT -> {
                List<MarkupNode> inside = content.pop();
                content.element().add(open.pop().withChildren(inside));
            }
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                content.element().add(new MarkupNode.Text(reader.getText()));
            case XMLStreamConstants.COMMENT -> content.element().add(new MarkupNode.Comment(reader.getText()));
            case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                content.element().add(new MarkupNode.Instruction(reader.getPITarget(), orEmpty(reader.getPIData())));
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                throw new Refusal.Invalid("body", "Document types and entities are refused.");
            default -> {}
        }
    }

    private void start() {
        elements++;
        if (open.size() >= MAX_DEPTH
                || elements > MAX_ELEMENTS
                || reader.getAttributeCount() > MAX_PARTS
                || reader.getNamespaceCount() > MAX_PARTS) {
            throw new Refusal.Invalid("body", "The document is nested too deep or has too many parts.");
        }
        List<MarkupElement.Binding> bindings = new ArrayList<>();
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            bindings.add(new MarkupElement.Binding(
                    orEmpty(reader.getNamespacePrefix(i)), orEmpty(reader.getNamespaceURI(i))));
        }
        List<MarkupElement.Attribute> attributes = new ArrayList<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.add(new MarkupElement.Attribute(
                    orEmpty(reader.getAttributeNamespace(i)),
                    orEmpty(reader.getAttributePrefix(i)),
                    reader.getAttributeLocalName(i),
                    reader.getAttributeValue(i)));
        }
        open.push(new MarkupElement(
                orEmpty(reader.getNamespaceURI()),
                orEmpty(reader.getPrefix()),
                reader.getLocalName(),
                bindings,
                attributes,
                List.of()));
        content.push(new ArrayList<>());
    }

    private static String orEmpty(@org.jspecify.annotations.Nullable String text) {
        return Optional.ofNullable(text).orElse("");
    }
}
