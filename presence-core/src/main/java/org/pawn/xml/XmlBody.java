package org.pawn.xml;

import javax.xml.stream.XMLStreamException;
import org.pawn.refusal.Refusal;

/** The frame around reading one untrusted body: what a parser may throw becomes a refusal that never repeats the body. */
public final class XmlBody {
    /** Reads a document; the cursor stands on its root. */
    @FunctionalInterface
    public interface Reading<T> {
        T from(XmlCursor root) throws XMLStreamException;
    }

    private XmlBody() {}

    /**
     * @param what the kind of document, for people: {@code presence document}
     * @throws Refusal.TooLarge if the body is longer than {@code maxBytes}
     * @throws Refusal.Invalid if it is not well-formed, has a document type, breaks a bound, or {@code reading} refuses it
     */
    public static <T> T read(byte[] body, int maxBytes, String what, Reading<T> reading) {
        if (body.length > maxBytes) {
            throw new Refusal.TooLarge(maxBytes);
        }
        try {
            XmlCursor xml = XmlCursor.over(body);
            if (!xml.nextChild(0)) {
                throw new Refusal.Invalid("body", "The body is empty.");
            }
            T document = reading.from(xml);
            xml.finish();
            return document;
        } catch (Refusal refusal) {
            throw refusal;
        } catch (XMLStreamException | RuntimeException | StackOverflowError malformed) {
            throw new Refusal.Invalid("body", "The body is not a well-formed " + what + ".");
        }
    }
}
