package org.pawn.xml;

import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A path to elements of a document, or to an attribute of them: the part of XPath 1.0 that filters and patches use.
 * Steps down ({@code /a/b}, {@code //b}, {@code *}), with predicates on attributes, on what is inside and on place. Pure.
 *
 * @param attribute of the elements, where the path ends in one
 * @param ofText whether it leads to their text rather than to themselves
 */
public record XmlPath(List<Step> steps, Optional<Name> attribute, boolean ofText) {
    /** A name; each part {@code *} for any. */
    public record Name(String namespace, String local) {
        static final String ANY = "*";

        boolean matches(XmlElement element) {
            return (namespace.equals(ANY) || namespace.equals(element.namespace()))
                    && (local.equals(ANY) || local.equals(element.name()));
        }

        boolean matches(XmlElement.Attribute one) {
            return (namespace.equals(ANY) || namespace.equals(one.namespace()))
                    && (local.equals(ANY) || local.equals(one.name()));
        }
    }

    /** @param deep anywhere below, not only in the children */
    public record Step(boolean deep, Name name, List<Predicate> predicates) {
        public Step {
            predicates = List.copyOf(predicates);
        }
    }

    /** What has to hold for an element: any of several, each of which is all of several. */
    public record Predicate(List<List<Condition>> anyOfAll) {
        boolean holds(XmlElement element, int place) {
            return anyOfAll.stream().anyMatch(all -> all.stream().allMatch(one -> one.holds(element, place)));
        }
    }

    /** One condition. */
    public sealed interface Condition {
        boolean holds(XmlElement element, int place);
    }

    /** It is the one at that place, from 1, among those that the step finds in one parent. */
    record Place(int number) implements Condition {
        @Override
        public boolean holds(XmlElement element, int place) {
            return place == number;
        }
    }

    /** There is such a thing inside, with that value where one is given. */
    record Inside(XmlPath path, Optional<String> value, boolean differs) implements Condition {
        @Override
        public boolean holds(XmlElement element, int place) {
            return path.valuesBelow(element).stream()
                    .anyMatch(found ->
                            value.map(wanted -> wanted.equals(found) != differs).orElse(true));
        }
    }

    /** Its own text. */
    record Itself(String value, boolean differs) implements Condition {
        @Override
        public boolean holds(XmlElement element, int place) {
            return element.text().equals(value) != differs;
        }
    }

    public XmlPath {
        steps = List.copyOf(steps);
    }

    /** The elements of the document that it leads to, by identity, in document order. */
    public Set<XmlElement> select(XmlElement root) {
        XmlElement document = new XmlElement("", "", "", List.of(), List.of(root));
        return below(document);
    }

    /** What is there: the text of each element, or the value of each attribute. */
    public List<String> values(XmlElement root) {
        return valuesOf(select(root));
    }

    private List<String> valuesBelow(XmlElement context) {
        return valuesOf(steps.isEmpty() ? identity(List.of(context)) : below(context));
    }

    private List<String> valuesOf(Set<XmlElement> elements) {
        if (attribute.isEmpty()) {
            return elements.stream().map(XmlElement::text).toList();
        }
        return elements.stream()
                .flatMap(element -> element.attributes().stream())
                .filter(attribute.get()::matches)
                .map(XmlElement.Attribute::value)
                .toList();
    }

    private Set<XmlElement> below(XmlElement context) {
        Set<XmlElement> here = identity(List.of(context));
        for (Step step : steps) {
            List<XmlElement> next = new ArrayList<>();
            for (XmlElement parent : here) {
                (step.deep() ? withAllBelow(parent) : Stream.of(parent)).forEach(each -> find(each, step, next));
            }
            here = identity(next);
        }
        return here;
    }

    private static void find(XmlElement parent, Step step, List<XmlElement> found) {
        List<XmlElement> those = parent.elements().filter(step.name()::matches).toList();
        for (Predicate predicate : step.predicates()) {
            List<XmlElement> left = new ArrayList<>();
            for (int i = 0; i < those.size(); i++) {
                if (predicate.holds(those.get(i), i + 1)) {
                    left.add(those.get(i));
                }
            }
            those = left;
        }
        found.addAll(those);
    }

    private static Stream<XmlElement> withAllBelow(XmlElement element) {
        return Stream.concat(Stream.of(element), element.elements().flatMap(XmlPath::withAllBelow));
    }

    private static Set<XmlElement> identity(List<XmlElement> elements) {
        IdentityHashMap<XmlElement, Boolean> seen = new IdentityHashMap<>();
        List<XmlElement> once = elements.stream()
                .filter(element -> seen.put(element, true) == null)
                .toList();
        return new IdentitySet(once);
    }

    /** Elements that are alike stay apart, in order. */
    private static final class IdentitySet extends AbstractSet<XmlElement> {
        private final List<XmlElement> order;
        private final Set<XmlElement> members = Collections.newSetFromMap(new IdentityHashMap<>());

        IdentitySet(List<XmlElement> order) {
            this.order = order;
            members.addAll(order);
        }

        @Override
        public Iterator<XmlElement> iterator() {
            return order.iterator();
        }

        @Override
        public int size() {
            return order.size();
        }

        @Override
        public boolean contains(Object element) {
            return members.contains(element);
        }
    }
}
