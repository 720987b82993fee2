package org.pawn.xcap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.xml.stream.XMLStreamException;
import org.pawn.refusal.Refusal;
import org.pawn.refusal.Refusal.DocumentConflict;
import org.pawn.refusal.Refusal.DocumentConflict.Condition;
import org.pawn.xml.MarkupElement;
import org.pawn.xml.MarkupNode;
import org.pawn.xml.MarkupReader;
import org.pawn.xml.MarkupWriter;

/**
 * Reads and changes one element or attribute of a document (RFC 4825 sections 8.2 to 8.4). What was put is found by the
 * same selector afterwards, and what was removed is not; a request that would have it otherwise is refused. Pure.
 */
final class NodeEditor {
    private static final int MAX_PLACES = 64;

    private final MarkupElement root;
    private final NodeSelector selector;

    NodeEditor(MarkupElement root, NodeSelector selector) {
        this.root = root;
        this.selector = selector;
    }

    /** What the selector means, as it is written; empty where it means nothing. */
    Optional<String> read() {
        return selector.find(root).flatMap(this::read);
    }

    private Optional<String> read(NodePath path) {
        MarkupElement element = path.in(root);
        if (selector.target() instanceof NodeSelector.Target.Element) {
            Map<String, String> outer = path.isRoot() ? Map.of() : NodeSelector.scope(root, path.parent());
            return Optional.of(MarkupWriter.element(element, outer));
        } else if (selector.target() instanceof NodeSelector.Target.Attribute attribute) {
            return element.attribute(attribute.namespace(), attribute.name()).map(MarkupWriter::attributeValue);
        }
        MarkupElement bare = new MarkupElement(
                element.namespace(), element.prefix(), element.name(), List.of(), List.of(), List.of());
        for (Map.Entry<String, String> bound : NodeSelector.scope(root, path).entrySet()) {
            bare = bare.with(new MarkupElement.Binding(bound.getKey(), bound.getValue()));
        }
        return Optional.of(MarkupWriter.element(bare, Map.of()));
    }

    /**
     * The document with that element where the selector says: in place of what is there, or inserted.
     *
     * @param isValid whether a parent may have its children so, for a place among siblings of other names
     */
    MarkupElement put(String fragment, Predicate<MarkupElement> isValid) {
        Optional<NodePath> there = selector.find(root);
        MarkupElement changed;
        if (there.isPresent()) {
            Map<String, String> outer = there.get().isRoot()
                    ? Map.of()
                    : NodeSelector.scope(root, there.get().parent());
            changed = there.get().replacedIn(root, fragment(fragment, outer));
        } else {
            NodePath parent = selector.findParent(root).orElseThrow(this::noParent);
            MarkupElement element = fragment(fragment, NodeSelector.scope(root, parent));
            changed = insert(parent, element, isValid);
        }
        boolean found = selector.find(changed)
                .map(path -> there.map(path::equals).orElse(true))
                .orElse(false);
        if (!found) {
            throw cannotInsert("What this selects afterwards would not be what was put.");
        }
        return changed;
    }

    private MarkupElement insert(NodePath parent, MarkupElement element, Predicate<MarkupElement> isValid) {
        MarkupElement before = parent.in(root);
        NodeSelector.Step step = selector.last();
        if (!step.names(element) || !step.holdsFor(element)) {
            throw cannotInsert("The element is not the one that the selector names.");
        }
        List<Integer> siblings = NodeSelector.matching(
                before.children(),
                new NodeSelector.Step(
                        step.text(), step.namespace(), step.name(), java.util.OptionalInt.empty(), Optional.empty()));
        int position = step.position().orElse(siblings.size() + 1);
        if (position > siblings.size() + 1) {
            throw cannotInsert("There are too few elements before this position.");
        }
        if (position <= siblings.size()) {
            return parent.replacedIn(root, before.inserting(siblings.get(position - 1), element));
        }
        int first = siblings.isEmpty() ? 0 : siblings.get(siblings.size() - 1) + 1;
        int at = siblings.isEmpty() ? place(before, element, isValid) : first;
        return parent.replacedIn(root, before.inserting(at, element));
    }

    /** Where the kind of document allows the first element of its name: as far back as can be. */
    private static int place(MarkupElement parent, MarkupElement element, Predicate<MarkupElement> isValid) {
        int end = parent.children().size();
        for (int at : candidates(end)) {
            if (isValid.test(parent.inserting(at, element))) {
                return at;
            }
        }
        return end; // the check of the whole document says what is wrong
    }

    private static List<Integer> candidates(int end) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < MAX_PLACES && i <= end; i++) {
            places.add(end - i);
        }
        for (int i = 0; i < MAX_PLACES && i < end - MAX_PLACES; i++) {
            places.add(i);
        }
        return places;
    }

    /** The document with that attribute on the element that the selector names. */
    MarkupElement putAttribute(String written) {
        NodeSelector.Target.Attribute target = (NodeSelector.Target.Attribute) selector.target();
        NodePath path = selector.find(root).orElseThrow(this::noParent);
        MarkupElement element = path.in(root);
        String prefix = target.namespace().isEmpty() ? "" : prefix(path, target);
        MarkupElement.Attribute attribute =
                new MarkupElement.Attribute(target.namespace(), prefix, target.name(), attributeValue(written));
        requireReadable(attribute);
        MarkupElement changed = path.replacedIn(root, element.with(attribute));
        if (!selector.find(changed).equals(Optional.of(path))) {
            throw cannotInsert("The selector would no longer find this element.");
        }
        return changed;
    }

    /** A selector may name what no document could hold: a name that begins with a digit, a reserved namespace. */
    private static void requireReadable(MarkupElement.Attribute attribute) {
        MarkupElement alone = MarkupElement.of("", "alone")
                .with(new MarkupElement.Attribute(attribute.namespace(), attribute.prefix(), attribute.name(), ""));
        boolean same;
        try {
            same = MarkupReader.document(MarkupWriter.document(alone))
                    .attributes()
                    .equals(alone.attributes());
        } catch (XMLStreamException noName) {
            same = false;
        }
        if (!same) {
            throw new Refusal.Invalid("path", "No attribute can have this name.");
        }
    }

    /** The prefix that the document has for the attribute's namespace, else the selector's own. */
    private String prefix(NodePath path, NodeSelector.Target.Attribute target) {
        return NodeSelector.scope(root, path).entrySet().stream()
                .filter(bound -> bound.getValue().equals(target.namespace())
                        && !bound.getKey().isEmpty())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(target.prefix());
    }

    /** The document without what the selector means; empty where it means nothing. */
    Optional<MarkupElement> remove() {
        Optional<NodePath> path = selector.find(root);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        if (selector.target() instanceof NodeSelector.Target.Attribute attribute) {
            MarkupElement element = path.get().in(root);
            return element.attribute(attribute.namespace(), attribute.name())
                    .map(value ->
                            path.get().replacedIn(root, element.without(attribute.namespace(), attribute.name())));
        }
        if (path.get().isRoot()) {
            throw new DocumentConflict(
                    Condition.CANNOT_DELETE, "A document has a root; remove the document in whole instead.");
        }
        MarkupElement changed = path.get().removedFrom(root);
        if (selector.find(changed).isPresent()) {
            throw new DocumentConflict(Condition.CANNOT_DELETE, "The selector would mean the next element afterwards.");
        }
        return Optional.of(changed);
    }

    private static MarkupElement fragment(String text, Map<String, String> scope) {
        List<MarkupNode> content;
        try {
            content = MarkupReader.content(withoutDeclaration(text), scope);
        } catch (XMLStreamException malformed) {
            throw notAFragment();
        }
        Optional<MarkupElement> only = Optional.empty();
        for (MarkupNode node : content) {
            boolean blank =
                    node instanceof MarkupNode.Text words && words.text().isBlank();
            if (node instanceof MarkupElement element && only.isEmpty()) {
                only = Optional.of(element);
            } else if (!blank) {
                throw notAFragment();
            }
        }
        return only.orElseThrow(NodeEditor::notAFragment);
    }

    private static String withoutDeclaration(String text) {
        String trimmed = text.strip();
        int end = trimmed.startsWith("<?xml ") ? trimmed.indexOf("?>") : -1;
        return end < 0 ? trimmed : trimmed.substring(end + 2);
    }

    private static String attributeValue(String written) {
        try {
            return MarkupReader.attributeValue(written);
        } catch (XMLStreamException impossible) {
            throw new DocumentConflict(Condition.NOT_XML_ATT_VALUE, "This cannot be the value of an attribute.");
        }
    }

    private Refusal noParent() {
        return new DocumentConflict(
                Condition.NO_PARENT, "There is nothing that this could stand in.", selector.nearest(root));
    }

    private static Refusal notAFragment() {
        return new DocumentConflict(Condition.NOT_XML_FRAG, "The body is not exactly one well-formed element.");
    }

    private static Refusal cannotInsert(String why) {
        return new DocumentConflict(Condition.CANNOT_INSERT, why);
    }
}
