package org.pawn.filter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.pawn.address.AddressOfRecord;
import org.pawn.xml.XmlElement;
import org.pawn.xml.XmlNode;

/**
 * The filters of one subscription (RFC 4661). They take away from what the subscriber may see and never add to it. Pure.
 *
 * @param filters those that are enabled
 */
public record FilterSet(List<EventFilter> filters) {
    /** The media type of the body (RFC 4661 section 6). */
    public static final String CONTENT_TYPE = "application/simple-filter+xml";

    private static final String PIDF = "urn:ietf:params:xml:ns:pidf";

    public FilterSet {
        filters = List.copyOf(filters);
    }

    /** Whether a change from one document to the next is to be told, if what is told of it is other than before. */
    public boolean fires(AddressOfRecord about, XmlElement before, XmlElement after) {
        List<Trigger> triggers =
                about(about).stream().flatMap(one -> one.triggers().stream()).toList();
        return triggers.isEmpty() || triggers.stream().anyMatch(one -> one.fires(before, after));
    }

    /** What is told of a document; the root, and what its format demands, always stay. */
    public XmlElement told(AddressOfRecord about, XmlElement document) {
        List<EventFilter.Selection> includes = new ArrayList<>();
        List<EventFilter.Selection> excludes = new ArrayList<>();
        for (EventFilter filter : about(about)) {
            includes.addAll(filter.includes());
            excludes.addAll(filter.excludes());
        }
        Set<XmlElement> gone = selected(excludes, document);
        Set<XmlElement> wanted = selected(includes, document);
        return document.with(children(document, wanted, gone, includes.isEmpty() || wanted.contains(document)));
    }

    private List<EventFilter> about(AddressOfRecord resource) {
        return filters.stream().filter(one -> one.isAbout(resource)).toList();
    }

    /** @param all whether the parent was wanted with all that is in it */
    private static List<XmlNode> children(
            XmlElement parent, Set<XmlElement> wanted, Set<XmlElement> gone, boolean all) {
        List<XmlNode> left = new ArrayList<>();
        for (XmlNode child : parent.children()) {
            if (child instanceof XmlElement element) {
                boolean whole = all || wanted.contains(element);
                List<XmlNode> inside = gone.contains(element) ? List.of() : children(element, wanted, gone, whole);
                boolean stays =
                        !gone.contains(element) && (whole || inside.stream().anyMatch(XmlElement.class::isInstance));
                if (stays || isDemanded(parent, element)) {
                    left.add(element.with(inside));
                }
            } else if (all) {
                left.add(child);
            }
        }
        return left;
    }

    /** A tuple has a status (RFC 3863 section 4.1.3). */
    private static boolean isDemanded(XmlElement parent, XmlElement element) {
        return parent.is(PIDF, "tuple") && element.is(PIDF, "status");
    }

    private static Set<XmlElement> selected(List<EventFilter.Selection> selections, XmlElement document) {
        Set<XmlElement> selected = Collections.newSetFromMap(new IdentityHashMap<>());
        for (EventFilter.Selection selection : selections) {
            if (selection instanceof EventFilter.ByPath byPath) {
                selected.addAll(byPath.path().select(document));
            } else if (selection instanceof EventFilter.ByNamespace byNamespace) {
                collect(document, byNamespace.namespace(), selected);
            } else {
                throw new AssertionError(selection);
            }
        }
        return selected;
    }

    private static void collect(XmlElement element, String namespace, Set<XmlElement> selected) {
        if (element.namespace().equals(namespace)) {
            selected.add(element);
        }
        element.elements().forEach(child -> collect(child, namespace, selected));
    }
}
