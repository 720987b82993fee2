package org.pawn.calendar.caldav;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A walk over an untrusted server's XML as it arrives: no document type, no entities but the five built in, bounded depth
 * and attributes. How much may arrive is the stream's bound.
 */
final class XmlWalk {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_ATTRIBUTES = 32;

    // The JDK's own factory by name, whatever the class path brings; it keeps no state between readers.
    private static final XMLInputFactory FACTORY = hardenedFactory();

    private final XMLStreamReader reader;
    private int depth;

    private XmlWalk(XMLStreamReader reader) {
        this.reader = reader;
    }

    private static XMLInputFactory hardenedFactory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entities are refused");
        });
        return factory;
    }

    /** Stands before the root. CalDAV speaks UTF-8; bytes are decoded here, for the JDK's reader prints broken ones. */
    static XmlWalk over(InputStream body) throws XMLStreamException {
        InputStreamReader text = new InputStreamReader(
                body,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        return new XmlWalk(FACTORY.createXMLStreamReader(text));
    }

    int depth() {
        return depth;
    }

    /** Moves to the next child of the element at {@code parent}, past the rest of where it stands; false at its end. */
    boolean nextChild(int parent) throws XMLStreamException, MalformedAnswer {
        while (reader.hasNext()) {
            int event = step();
            if (event == XMLStreamConstants.START_ELEMENT && depth == parent + 1) {
                return true;
            }
            if (event == XMLStreamConstants.END_ELEMENT && depth < parent) {
                return false;
            }
        }
        return false;
    }

    /** What stands inside an element, as it is met. */
    interface Visitor {
        void element(QName name, String nameAttribute);

        void text(String text, boolean isOwn, QName of);
    }

    /** Visits all that is inside the element where it stands, and stands at its end. */
    void visit(Visitor visitor) throws XMLStreamException, MalformedAnswer {
        int own = depth;
        QName current = name();
        while (reader.hasNext()) {
            switch (step()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    current = name();
                    String named = reader.getAttributeValue(null, "name");
                    visitor.element(current, named == null ? "" : named);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                    visitor.text(reader.getText(), depth == own, current);
                case XMLStreamConstants.END_ELEMENT -> {
                    if (depth < own) {
                        return;
                    }
                }
                default -> {}
            }
        }
    }

    QName name() {
        return reader.getName();
    }

    boolean is(QName name) {
        return reader.getName().equals(name);
    }

    /** Reads on to the end, so that what is cut off or goes on after the root is noticed. */
    void finish() throws XMLStreamException, MalformedAnswer {
        while (reader.hasNext()) {
            step();
        }
    }

    private int step() throws XMLStreamException, MalformedAnswer {
        int event = reader.next();
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> {
                if (++depth > MAX_DEPTH || reader.getAttributeCount() > MAX_ATTRIBUTES) {
                    throw new MalformedAnswer("nested too deep, or too many attributes");
                }
            }
            case XMLStreamConstants.END_ELEMENT -> depth--;
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                throw new MalformedAnswer("document types and entities are refused");
            default -> {}
        }
        return event;
    }
}
