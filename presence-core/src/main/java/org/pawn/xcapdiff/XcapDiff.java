package org.pawn.xcapdiff;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What there is to tell of documents below one root (RFC 5874).
 *
 * @param root the absolute address that selectors are relative to
 */
public record XcapDiff(String root, List<Change> changes) {
    /** One document, element or attribute, by its selector. */
    public sealed interface Change {
        String selector();
    }

    /**
     * A document and its entity tags.
     *
     * @param before absent where there was none, or the reader knows of none
     * @param after absent where it is gone
     * @param patch what makes the one the other (RFC 5261), where {@link XcapDiffWriter#NAMESPACE} is the default; empty
     *     where that is not said
     */
    public record Document(String selector, Optional<String> before, Optional<String> after, String patch)
            implements Change {
        /** One of which the tags alone are told. */
        public Document(String selector, Optional<String> before, Optional<String> after) {
            this(selector, before, after, "");
        }

        public Document {
            if (before.isEmpty() && after.isEmpty()) {
                throw new IllegalArgumentException("a document has a tag before or after");
            }
        }
    }

    /**
     * An element as it is now.
     *
     * @param prefixes what the selector's prefixes are bound to; never the empty one
     * @param xml well-formed where {@link XcapDiffWriter#NAMESPACE} is the default; absent where there is no such element
     */
    public record Element(String selector, Map<String, String> prefixes, Optional<String> xml) implements Change {
        public Element {
            prefixes = Map.copyOf(prefixes);
        }
    }

    /** An attribute as it is now, likewise. */
    public record Attribute(String selector, Map<String, String> prefixes, Optional<String> value) implements Change {
        public Attribute {
            prefixes = Map.copyOf(prefixes);
        }
    }

    public XcapDiff {
        changes = List.copyOf(changes);
    }
}
