package org.pawn.xml;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.pawn.refusal.Refusal;

/**
 * A walk over the elements of an untrusted XML body: no document type, no entities but the five built in, bounded depth,
 * attributes and elements. Every breach is a {@link Refusal.Invalid}.
 */
public final class XmlCursor {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_ATTRIBUTES = 32;
    private static final int MAX_NAMESPACES = 32;
    private static final int MAX_ELEMENTS = 4096;
    private static final Pattern DECLARED_CHARSET =
            Pattern.compile("^(?:\\xef\\xbb\\xbf)?<\\?xml [^>]*encoding=[\"']([A-Za-z0-9._-]+)[\"']");
    // The JDK's own factory by name, whatever the class path brings; it keeps no state between readers.
    private static final XMLInputFactory FACTORY = hardenedFactory();

    private final XMLStreamReader reader;
    private int depth;
    private int elements;

    private XmlCursor(XMLStreamReader reader) {
        this.reader = reader;
    }

    private static XMLInputFactory hardenedFactory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entities are refused");
        });
        return factory;
    }

    /** Stands before the root element. */
    static XmlCursor over(byte[] body) throws XMLStreamException {
        return new XmlCursor(hardened(decode(body)));
    }

    /**
     * Reads text with nothing of XML that reaches outside of it. XML 1.1 is refused: it holds characters and takes back
     * prefixes that what we write, in 1.0, could not.
     */
    static XMLStreamReader hardened(String text) throws XMLStreamException {
        XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(text));
        if ("1.1".equals(reader.getVersion())) {
            throw new XMLStreamException("not XML 1.0");
        }
        return reader;
    }

    /** Decodes here because the JDK's reader prints broken bytes to the console. */
    private static String decode(byte[] body) {
        try {
            String text =
                    charset(body).newDecoder().decode(ByteBuffer.wrap(body)).toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException broken) {
            throw new Refusal.Invalid("body", "The body's bytes are not in its charset.");
        }
    }

    /** UTF-8 and UTF-16 as XML demands, and what else an old client declares. */
    private static Charset charset(byte[] body) {
        if (body.length >= 2
                && (body[0] == (byte) 0xfe && body[1] == (byte) 0xff
                        || body[0] == (byte) 0xff && body[1] == (byte) 0xfe)) {
            return StandardCharsets.UTF_16;
        }
        String head = new String(body, 0, Math.min(body.length, 128), StandardCharsets.ISO_8859_1);
        Matcher declared = DECLARED_CHARSET.matcher(head);
        return switch (declared.find() ? declared.group(1).toUpperCase(Locale.ROOT) : "UTF-8") {
            case "UTF-8", "US-ASCII", "ASCII" -> StandardCharsets.UTF_8;
            case "ISO-8859-1" -> StandardCharsets.ISO_8859_1;
            default -> throw new Refusal.Invalid("body", "The body's charset is not served; send UTF-8.");
        };
    }

    public int depth() {
        return depth;
    }

    /** Moves to the next child of the element at {@code parentDepth}, skipping the rest of where it stands; false at its end. */
    public boolean nextChild(int parentDepth) throws XMLStreamException {
        return nextChild(parentDepth, new StringBuilder());
    }

    /** The same, and adds the text of the parent itself that it passes over to {@code passed}. */
    public boolean nextChild(int parentDepth, StringBuilder passed) throws XMLStreamException {
        while (reader.hasNext()) {
            int event = step();
            if (event == XMLStreamConstants.START_ELEMENT && depth == parentDepth + 1) {
                return true;
            }
            if (event == XMLStreamConstants.END_ELEMENT && depth < parentDepth) {
                return false;
            }
            if (isText(event) && depth == parentDepth) {
                passed.append(reader.getText());
            }
        }
        return false;
    }

    private static boolean isText(int event) {
        return event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA;
    }

    /** The text of the element it stands on, without that of elements inside; then stands at its end. */
    public String text() throws XMLStreamException {
        int start = depth;
        StringBuilder text = new StringBuilder();
        while (reader.hasNext()) {
            int event = step();
            if (isText(event) && depth == start) {
                text.append(reader.getText());
            } else if (event == XMLStreamConstants.END_ELEMENT && depth < start) {
                break;
            }
        }
        return text.toString().strip();
    }

    /** The element that it stands on with all that is in it; then stands at its end. */
    public XmlElement element() throws XMLStreamException {
        int start = depth;
        String prefix = Optional.ofNullable(reader.getPrefix()).orElse("");
        String namespace = namespace();
        String name = name();
        List<XmlElement.Attribute> attributes = attributes();
        List<XmlNode> children = new ArrayList<>();
        while (reader.hasNext()) {
            int event = step();
            if (event == XMLStreamConstants.START_ELEMENT) {
                children.add(element());
            } else if (event == XMLStreamConstants.END_ELEMENT && depth < start) {
                break;
            } else if (isText(event)) {
                children.add(new XmlElement.Text(reader.getText()));
            }
        }
        return new XmlElement(prefix, namespace, name, attributes, children);
    }

    private List<XmlElement.Attribute> attributes() {
        List<XmlElement.Attribute> attributes = new ArrayList<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.add(new XmlElement.Attribute(
                    Optional.ofNullable(reader.getAttributePrefix(i)).orElse(""),
                    Optional.ofNullable(reader.getAttributeNamespace(i)).orElse(""),
                    reader.getAttributeLocalName(i),
                    reader.getAttributeValue(i)));
        }
        return attributes;
    }

    /** What the element that it stands on declares: namespaces by prefix, the empty one for the default. */
    public Map<String, String> declarations() {
        Map<String, String> declarations = new HashMap<>();
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            declarations.put(
                    Optional.ofNullable(reader.getNamespacePrefix(i)).orElse(""),
                    Optional.ofNullable(reader.getNamespaceURI(i)).orElse(""));
        }
        return declarations;
    }

    /** Reads on to the end of the body, so that what comes after the root is checked too. */
    void finish() throws XMLStreamException {
        while (reader.hasNext()) {
            step();
        }
    }

    public boolean is(String namespace, String name) {
        return namespace().equals(namespace) && name().equals(name);
    }

    public String namespace() {
        return Optional.ofNullable(reader.getNamespaceURI()).orElse("");
    }

    public String name() {
        return reader.getLocalName();
    }

    public Optional<String> attribute(String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            boolean plain = Optional.ofNullable(reader.getAttributeNamespace(i))
                    .orElse("")
                    .isEmpty();
            if (plain && reader.getAttributeLocalName(i).equals(name)) {
                return Optional.of(reader.getAttributeValue(i).strip());
            }
        }
        return Optional.empty();
    }

    public Optional<String> attribute(String namespace, String name) {
        return Optional.ofNullable(reader.getAttributeValue(namespace, name)).map(String::strip);
    }

    private int step() throws XMLStreamException {
        int event = reader.next();
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> started();
            case XMLStreamConstants.END_ELEMENT -> depth--;
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                throw new Refusal.Invalid("body", "Document types and entities are refused.");
            default -> {}
        }
        return event;
    }

    private void started() {
        depth++;
        elements++;
        if (depth > MAX_DEPTH
                || elements > MAX_ELEMENTS
                || reader.getAttributeCount() > MAX_ATTRIBUTES
                || reader.getNamespaceCount() > MAX_NAMESPACES) {
            throw new Refusal.Invalid("body", "The document is nested too deep or has too many parts.");
        }
    }
}
