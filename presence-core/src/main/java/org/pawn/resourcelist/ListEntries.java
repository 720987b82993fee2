package org.pawn.resourcelist;

import javax.xml.stream.XMLStreamException;
import org.pawn.refusal.Refusal;
import org.pawn.xml.XmlCursor;

/**
 * A walk over the entries of a resource list that came with a request (RFC 4826): lists in lists as if they were one.
 * Entries by reference are refused, since nothing here fetches, and whoever is passed over would never know.
 */
public final class ListEntries {
    /** The namespace of the lists. */
    public static final String NAMESPACE = "urn:ietf:params:xml:ns:resource-lists";

    /** The media type of a list. */
    public static final String CONTENT_TYPE = "application/resource-lists+xml";

    /** What is made of one entry; the cursor stands on it. */
    @FunctionalInterface
    public interface Visitor {
        void entry(XmlCursor xml) throws XMLStreamException;
    }

    private ListEntries() {}

    /** @throws Refusal.Invalid if the cursor does not stand on such a list, or an entry is one by reference */
    public static void visit(XmlCursor xml, Visitor visitor) throws XMLStreamException {
        if (!xml.is(NAMESPACE, "resource-lists")) {
            throw new Refusal.Invalid("body", "The root is not a resource-lists element.");
        }
        children(xml, visitor);
    }

    private static void children(XmlCursor xml, Visitor visitor) throws XMLStreamException {
        int depth = xml.depth();
        while (xml.nextChild(depth)) {
            if (xml.is(NAMESPACE, "list")) {
                children(xml, visitor); // as deep as XmlBody lets a body be
            } else if (xml.is(NAMESPACE, "entry")) {
                visitor.entry(xml);
            } else if (xml.is(NAMESPACE, "entry-ref") || xml.is(NAMESPACE, "external")) {
                throw new Refusal.Invalid("body", "A list names its entries itself; references are not followed.");
            }
        }
    }
}
