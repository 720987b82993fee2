package org.pawn.xmlpatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.pawn.refusal.Refusal;
import org.pawn.xml.XmlElement;
import org.pawn.xml.XmlNode;
import org.pawn.xml.XmlPath;

/** One change (RFC 5261 sections 4.3 to 4.5). Pure. */
public sealed interface PatchOperation {
    XmlPath selector();

    /** @param found what the selector leads to: an element of the document, or the one with the attribute or text */
    XmlElement applyTo(XmlElement document, XmlElement found);

    /** Where something is added. */
    enum Position {
        BEFORE,
        AFTER,
        PREPEND,
        APPEND
    }

    /** @param attribute the attribute to add; empty for content */
    record Add(XmlPath selector, Optional<String> attribute, Position position, List<XmlNode> content)
            implements PatchOperation {
        @Override
        public XmlElement applyTo(XmlElement document, XmlElement found) {
            if (attribute.isPresent()) {
                return rewritten(document, found, element -> List.of(withAttribute(element, attribute.get())));
            }
            if (found == document && (position == Position.BEFORE || position == Position.AFTER)) {
                throw new Refusal.Invalid("pos", "Nothing stands beside the root.");
            }
            return rewritten(document, found, element -> switch (position) {
                case BEFORE -> joined(content, List.of(element));
                case AFTER -> joined(List.of(element), content);
                case PREPEND -> List.of(element.with(joined(content, element.children())));
                case APPEND -> List.of(element.with(joined(element.children(), content)));
            });
        }

        private XmlElement withAttribute(XmlElement element, String name) {
            if (element.attribute("", name).isPresent()) {
                throw new Refusal.Invalid("type", "There is such an attribute already.");
            }
            return PatchOperation.withAttribute(element, name, textOf(content));
        }
    }

    /** Another thing in the place of one. */
    record Replace(XmlPath selector, List<XmlNode> content) implements PatchOperation {
        @Override
        public XmlElement applyTo(XmlElement document, XmlElement found) {
            if (selector.attribute().isPresent()) {
                String name = existing(found, selector);
                return rewritten(
                        document,
                        found,
                        element -> List.of(PatchOperation.withAttribute(element, name, textOf(content))));
            }
            if (selector.ofText()) {
                return rewritten(document, found, element -> List.of(element.with(List.copyOf(content))));
            }
            List<XmlElement> elements = content.stream()
                    .filter(XmlElement.class::isInstance)
                    .map(XmlElement.class::cast)
                    .toList();
            if (elements.size() != 1) {
                throw new Refusal.Invalid("body", "An element is replaced by one element.");
            }
            return found == document
                    ? elements.get(0)
                    : rewritten(document, found, element -> List.of(elements.get(0)));
        }
    }

    /** One thing less. Blanks around it may stay, whatever {@code ws} says: they mean nothing here. */
    record Remove(XmlPath selector) implements PatchOperation {
        @Override
        public XmlElement applyTo(XmlElement document, XmlElement found) {
            if (selector.attribute().isPresent()) {
                String name = existing(found, selector);
                return rewritten(
                        document,
                        found,
                        element -> List.of(element.withAttributes(element.attributes().stream()
                                .filter(one -> !one.name().equals(name)
                                        || !one.namespace().isEmpty())
                                .toList())));
            }
            if (selector.ofText()) {
                return rewritten(
                        document,
                        found,
                        element -> List.of(element.with(
                                element.elements().map(XmlNode.class::cast).toList())));
            }
            if (found == document) {
                throw new Refusal.Invalid("sel", "The root cannot be removed.");
            }
            return rewritten(document, found, element -> List.of());
        }
    }

    /** The document with other nodes in the place of one element, by identity. */
    private static XmlElement rewritten(
            XmlElement document, XmlElement target, Function<XmlElement, List<? extends XmlNode>> change) {
        if (document == target) {
            return (XmlElement) change.apply(document).get(0);
        }
        boolean changed = false;
        List<XmlNode> children = new ArrayList<>();
        for (XmlNode child : document.children()) {
            if (child == target) {
                children.addAll(change.apply(target));
                changed = true;
            } else if (child instanceof XmlElement element && !changed) {
                XmlElement after = rewritten(element, target, change);
                changed = after != element;
                children.add(after);
            } else {
                children.add(child);
            }
        }
        return changed ? document.with(children) : document;
    }

    private static XmlElement withAttribute(XmlElement element, String name, String value) {
        List<XmlElement.Attribute> attributes = new ArrayList<>(element.attributes());
        attributes.removeIf(one -> one.name().equals(name) && one.namespace().isEmpty());
        attributes.add(new XmlElement.Attribute("", "", name, value));
        return element.withAttributes(attributes);
    }

    private static String existing(XmlElement element, XmlPath selector) {
        String name = selector.attribute().orElseThrow().local();
        if (element.attribute("", name).isEmpty()) {
            throw new Refusal.Invalid("sel", "There is no such attribute.");
        }
        return name;
    }

    private static String textOf(List<XmlNode> content) {
        StringBuilder text = new StringBuilder();
        for (XmlNode node : content) {
            if (node instanceof XmlElement.Text plain) {
                text.append(plain.text());
            } else {
                throw new Refusal.Invalid("body", "An attribute is text.");
            }
        }
        return text.toString();
    }

    private static List<XmlNode> joined(List<? extends XmlNode> some, List<? extends XmlNode> more) {
        List<XmlNode> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
