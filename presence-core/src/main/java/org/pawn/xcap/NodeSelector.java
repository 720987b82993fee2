package org.pawn.xcap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.pawn.xml.MarkupElement;
import org.pawn.xml.MarkupNode;

/**
 * Names one element of a document, one of its attributes, or its namespaces (RFC 4825 section 6.3). A step that means
 * several elements means none.
 *
 * @param steps the first one is for the root
 */
public record NodeSelector(List<Step> steps, Target target) {
    /** One step downwards. */
    record Step(
            String text,
            Optional<String> namespace,
            Optional<String> name,
            OptionalInt position,
            Optional<Predicate> predicate) {
        boolean names(MarkupElement element) {
            return name.isEmpty() || element.is(namespace.orElse(""), name.get());
        }

        boolean holdsFor(MarkupElement element) {
            return predicate
                    .map(wanted ->
                            element.attribute(wanted.namespace(), wanted.name()).equals(Optional.of(wanted.value())))
                    .orElse(true);
        }
    }

    /** What an attribute must hold. */
    record Predicate(String namespace, String name, String value) {}

    /** What is meant of the element that the steps lead to. */
    public sealed interface Target {
        /** The element itself. */
        record Element() implements Target {}

        /** One of its attributes. */
        record Attribute(String namespace, String prefix, String name) implements Target {}

        /** The namespaces that are bound where it stands. */
        record Namespaces() implements Target {}
    }

    public NodeSelector {
        steps = List.copyOf(steps);
    }

    public boolean isOfElement() {
        return target instanceof Target.Element;
    }

    /** Whether it means what can only be read. */
    public boolean isOfNamespaces() {
        return target instanceof Target.Namespaces;
    }

    /** The element that the steps lead to; empty where one of them means no element, or several. */
    Optional<NodePath> find(MarkupElement root) {
        return find(root, steps.size());
    }

    /** The element that all steps but the last lead to. */
    Optional<NodePath> findParent(MarkupElement root) {
        return find(root, steps.size() - 1);
    }

    Step last() {
        return steps.get(steps.size() - 1);
    }

    /** The longest beginning of the steps that leads somewhere, as it was written; may be empty. */
    String nearest(MarkupElement root) {
        int count = steps.size() - 1;
        while (count > 0 && find(root, count).isEmpty()) {
            count--;
        }
        return String.join("/", steps.subList(0, count).stream().map(Step::text).toList());
    }

    private Optional<NodePath> find(MarkupElement root, int count) {
        if (count == 0 || matching(List.of(root), steps.get(0)).isEmpty()) {
            return Optional.empty();
        }
        NodePath at = NodePath.ROOT;
        for (Step step : steps.subList(1, count)) {
            List<Integer> found = matching(at.in(root).children(), step);
            if (found.size() != 1) {
                return Optional.empty();
            }
            at = at.child(found.get(0));
        }
        return Optional.of(at);
    }

    /** Which of the children the step means. */
    static List<Integer> matching(List<? extends MarkupNode> children, Step step) {
        List<Integer> found = new ArrayList<>();
        int position = 0;
        for (int i = 0; i < children.size(); i++) {
            if (children.get(i) instanceof MarkupElement element && step.names(element)) {
                position++;
                boolean there = step.position().isEmpty() || step.position().getAsInt() == position;
                if (there && step.holdsFor(element)) {
                    found.add(i);
                }
            }
        }
        return found;
    }

    /** What is bound where that element stands, by prefix; what has no default namespace has none under "". */
    static Map<String, String> scope(MarkupElement root, NodePath path) {
        Map<String, String> scope = new LinkedHashMap<>();
        for (MarkupElement element : path.wayIn(root)) {
            element.bindings().forEach(binding -> scope.put(binding.prefix(), binding.namespace()));
        }
        scope.values().removeIf(String::isEmpty);
        return scope;
    }
}
