package org.pawn.filter;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.pawn.address.AddressOfRecord;
import org.pawn.filter.EventFilter.Selection;
import org.pawn.refusal.Refusal;
import org.pawn.xml.XmlBody;
import org.pawn.xml.XmlCursor;
import org.pawn.xml.XmlPath;
import org.pawn.xml.XmlPathReader;

/** Reads filters (RFC 4661 section 3) from whoever subscribes. One instance a body. */
public final class FilterReader {
    /** The longest body that is looked at. */
    public static final int MAX_BYTES = 16 * 1024;

    private static final String NAMESPACE = "urn:ietf:params:xml:ns:simple-filter";
    private static final int MAX_FILTERS = 32;
    private static final int MAX_PARTS = 64;

    private final Map<String, String> bindings = new HashMap<>();
    private int parts;

    private FilterReader() {}

    /**
     * Empty where the filters are well-formed and ask for something that is not done here (RFC 4660 section 4.3 answers
     * 488).
     *
     * @param eventPackage which the filters have to be about
     * @throws Refusal.TooLarge if the body is longer than {@link #MAX_BYTES}
     * @throws Refusal.Invalid if it is no well-formed set of filters; never repeats the body
     */
    public static Optional<FilterSet> read(byte[] body, String eventPackage) {
        return XmlBody.read(body, MAX_BYTES, "set of filters", root -> set(root, eventPackage));
    }

    private static Optional<FilterSet> set(XmlCursor xml, String eventPackage) throws XMLStreamException {
        if (!xml.is(NAMESPACE, "filter-set")) {
            throw new Refusal.Invalid("body", "The root is not a filter-set element.");
        }
        if (!xml.attribute("package").orElse(eventPackage).equals(eventPackage)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new FilterSet(new FilterReader().filters(xml)));
        } catch (NotServed beyond) {
            return Optional.empty();
        }
    }

    /** Well-formed, and more than is done here. */
    private static final class NotServed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotServed(IllegalArgumentException why) {
            super(why);
        }
    }

    private List<EventFilter> filters(XmlCursor xml) throws XMLStreamException {
        List<EventFilter> filters = new ArrayList<>();
        int depth = xml.depth();
        while (xml.nextChild(depth)) {
            if (xml.is(NAMESPACE, "ns-bindings")) {
                bindings(xml);
            } else if (xml.is(NAMESPACE, "filter")) {
                boolean enabled = !xml.attribute("enabled").orElse("true").equals("false")
                        && !xml.attribute("remove").orElse("false").equals("true");
                EventFilter filter = filter(xml);
                if (enabled) {
                    filters.add(filter);
                }
                count(filters.size(), MAX_FILTERS);
            }
        }
        return filters;
    }

    private void bindings(XmlCursor xml) throws XMLStreamException {
        int depth = xml.depth();
        while (xml.nextChild(depth)) {
            if (xml.is(NAMESPACE, "ns-binding")) {
                bindings.put(
                        xml.attribute("prefix").orElse(""), xml.attribute("urn").orElse(""));
                count(bindings.size(), MAX_FILTERS);
            }
        }
    }

    private EventFilter filter(XmlCursor xml) throws XMLStreamException {
        String id = xml.attribute("id").orElseThrow(() -> new Refusal.Invalid("body", "A filter has an id."));
        Optional<AddressOfRecord> about = xml.attribute("uri").map(AddressOfRecord::parse);
        Optional<String> domain = xml.attribute("domain");
        List<Selection> includes = new ArrayList<>();
        List<Selection> excludes = new ArrayList<>();
        List<Trigger> triggers = new ArrayList<>();
        int depth = xml.depth();
        while (xml.nextChild(depth)) {
            if (xml.is(NAMESPACE, "what")) {
                what(xml, includes, excludes);
            } else if (xml.is(NAMESPACE, "trigger")) {
                triggers.add(trigger(xml));
            }
        }
        return new EventFilter(id, about, domain, includes, excludes, triggers);
    }

    private void what(XmlCursor xml, List<Selection> includes, List<Selection> excludes) throws XMLStreamException {
        int depth = xml.depth();
        while (xml.nextChild(depth)) {
            count(++parts, MAX_PARTS);
            if (xml.is(NAMESPACE, "include")) {
                includes.add(selection(xml));
            } else if (xml.is(NAMESPACE, "exclude")) {
                excludes.add(selection(xml));
            }
        }
    }

    private Selection selection(XmlCursor xml) throws XMLStreamException {
        String type = xml.attribute("type").orElse("xpath");
        return switch (type) {
            case "xpath" -> {
                XmlPath path = path(xml.text());
                if (path.attribute().isPresent()) { // whole elements are told
                    throw new NotServed(new IllegalArgumentException("an attribute alone"));
                }
                yield new EventFilter.ByPath(path);
            }
            case "namespace" -> new EventFilter.ByNamespace(xml.text());
            default -> throw new NotServed(new IllegalArgumentException(type));
        };
    }

    private Trigger trigger(XmlCursor xml) throws XMLStreamException {
        List<Trigger.Happening> all = new ArrayList<>();
        int depth = xml.depth();
        while (xml.nextChild(depth)) {
            count(++parts, MAX_PARTS);
            if (xml.is(NAMESPACE, "changed")) {
                Optional<String> from = xml.attribute("from");
                Optional<String> to = xml.attribute("to");
                Optional<BigDecimal> by = xml.attribute("by").map(FilterReader::number);
                all.add(new Trigger.Changed(path(xml.text()), from, to, by));
            } else if (xml.is(NAMESPACE, "added")) {
                all.add(new Trigger.Added(path(xml.text())));
            } else if (xml.is(NAMESPACE, "removed")) {
                all.add(new Trigger.Removed(path(xml.text())));
            }
        }
        if (all.isEmpty()) {
            throw new Refusal.Invalid("body", "A trigger has something that has to happen.");
        }
        return new Trigger(all);
    }

    private static BigDecimal number(String text) {
        return Trigger.number(text).orElseThrow(() -> new Refusal.Invalid("body", "A difference is a number."));
    }

    private XmlPath path(String text) {
        try {
            return XmlPathReader.read(text, prefix -> Optional.ofNullable(bindings.get(prefix)));
        } catch (IllegalArgumentException beyond) {
            throw new NotServed(beyond);
        }
    }

    private static void count(int now, int most) {
        if (now > most) {
            throw new Refusal.Invalid("body", "There are too many filters, or too much in them.");
        }
    }
}
