package org.pawn.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An element with all that is in it, as it was written: prefixes, order, blanks and comments included.
 *
 * @param namespace empty for none
 * @param prefix empty for the default one
 * @param bindings the prefixes that are declared on this very element
 */
public record MarkupElement(
        String namespace,
        String prefix,
        String name,
        List<Binding> bindings,
        List<Attribute> attributes,
        List<MarkupNode> children)
        implements MarkupNode {

    /** A prefix and what it stands for from here on; both may be empty. */
    public record Binding(String prefix, String namespace) {}

    /** One attribute; its value is without escapes. */
    public record Attribute(String namespace, String prefix, String name, String value) {}

    public MarkupElement {
        bindings = List.copyOf(bindings);
        attributes = List.copyOf(attributes);
        children = List.copyOf(children);
    }

    /** An empty element of the namespace that is the default where it will stand. */
    public static MarkupElement of(String namespace, String name) {
        return new MarkupElement(namespace, "", name, List.of(), List.of(), List.of());
    }

    public boolean is(String someNamespace, String someName) {
        return namespace.equals(someNamespace) && name.equals(someName);
    }

    /** The attribute of that name and no namespace. */
    public Optional<String> attribute(String attributeName) {
        return attribute("", attributeName);
    }

    public Optional<String> attribute(String attributeNamespace, String attributeName) {
        return attributes.stream()
                .filter(one ->
                        one.namespace().equals(attributeNamespace) && one.name().equals(attributeName))
                .map(Attribute::value)
                .findFirst();
    }

    /** The elements directly in it. */
    public List<MarkupElement> elements() {
        List<MarkupElement> elements = new ArrayList<>();
        for (MarkupNode child : children) {
            if (child instanceof MarkupElement element) {
                elements.add(element);
            }
        }
        return elements;
    }

    public List<MarkupElement> elements(String ofNamespace, String ofName) {
        return elements().stream()
                .filter(element -> element.is(ofNamespace, ofName))
                .toList();
    }

    public Optional<MarkupElement> first(String ofNamespace, String ofName) {
        return elements(ofNamespace, ofName).stream().findFirst();
    }

    /** Its own characters, without those of elements inside. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (MarkupNode child : children) {
            if (child instanceof Text part) {
                text.append(part.text());
            }
        }
        return text.toString().strip();
    }

    public MarkupElement withChildren(List<? extends MarkupNode> newChildren) {
        return new MarkupElement(namespace, prefix, name, bindings, attributes, List.copyOf(newChildren));
    }

    public MarkupElement withText(String text) {
        return withChildren(text.isEmpty() ? List.of() : List.of(new Text(text)));
    }

    /** With one more child, at its end. */
    public MarkupElement with(MarkupNode child) {
        return inserting(children.size(), child);
    }

    public MarkupElement inserting(int at, MarkupNode child) {
        List<MarkupNode> next = new ArrayList<>(children);
        next.add(at, child);
        return withChildren(next);
    }

    /** Each element directly in it as {@code change} has it; empty leaves it out. */
    public MarkupElement changingElements(java.util.function.Function<MarkupElement, Optional<MarkupElement>> change) {
        List<MarkupNode> next = new ArrayList<>();
        for (MarkupNode child : children) {
            if (child instanceof MarkupElement element) {
                change.apply(element).ifPresent(next::add);
            } else {
                next.add(child);
            }
        }
        return withChildren(next);
    }

    public MarkupElement with(Attribute attribute) {
        return changingAttributes(all -> {
            List<Attribute> next = new ArrayList<>(all);
            for (int i = 0; i < next.size(); i++) {
                if (isNamed(next.get(i), attribute.namespace(), attribute.name())) {
                    next.set(i, attribute);
                    return next;
                }
            }
            next.add(attribute);
            return next;
        });
    }

    /** With an attribute of no namespace. */
    public MarkupElement with(String attributeName, String value) {
        return with(new Attribute("", "", attributeName, value));
    }

    public MarkupElement without(String attributeNamespace, String attributeName) {
        return changingAttributes(all -> all.stream()
                .filter(one -> !isNamed(one, attributeNamespace, attributeName))
                .toList());
    }

    public MarkupElement with(Binding binding) {
        List<Binding> next = new ArrayList<>(bindings);
        next.removeIf(one -> one.prefix().equals(binding.prefix()));
        next.add(binding);
        return new MarkupElement(namespace, prefix, name, next, attributes, children);
    }

    private MarkupElement changingAttributes(UnaryOperator<List<Attribute>> change) {
        return new MarkupElement(namespace, prefix, name, bindings, change.apply(attributes), children);
    }

    private static boolean isNamed(Attribute attribute, String namespace, String name) {
        return attribute.namespace().equals(namespace) && attribute.name().equals(name);
    }
}
