package org.pawn.xmlpatch;

import java.util.List;
import java.util.Set;
import org.pawn.refusal.Refusal;
import org.pawn.xml.XmlElement;
import org.pawn.xml.XmlPath;

/** Changes to one document, each made to what the ones before left (RFC 5261 section 4). Pure. */
public record XmlPatch(List<PatchOperation> operations) {
    public XmlPatch {
        operations = List.copyOf(operations);
    }

    /**
     * The document after all changes; the document itself stays as it is.
     *
     * @throws Refusal.Invalid if a selector finds none or several, or something cannot be where it is to go
     */
    public XmlElement applyTo(XmlElement document) {
        XmlElement patched = document;
        for (PatchOperation operation : operations) {
            patched = operation.applyTo(patched, only(operation.selector(), patched));
        }
        return patched;
    }

    /** Exactly one (section 4.1). */
    private static XmlElement only(XmlPath selector, XmlElement document) {
        Set<XmlElement> found = selector.select(document);
        if (found.size() != 1) {
            throw new Refusal.Invalid("sel", "A patch's selector has to find exactly one node.");
        }
        return found.iterator().next();
    }
}
