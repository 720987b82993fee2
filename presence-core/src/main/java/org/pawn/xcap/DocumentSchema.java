package org.pawn.xcap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.pawn.refusal.Refusal.DocumentConflict;
import org.pawn.refusal.Refusal.DocumentConflict.Condition;
import org.pawn.xml.MarkupElement;
import org.pawn.xml.MarkupNode;

/**
 * What a kind of document may hold, by the rules of its XML schema: which elements in which order, which attributes, where
 * elements of other namespaces may stand. Of these it checks what it knows. Built once, then only read.
 */
final class DocumentSchema {
    private static final int UNBOUNDED = Integer.MAX_VALUE;

    private record Name(String namespace, String local) {}

    /** A place in a sequence: some of these elements, or any of other namespaces where no name is given. */
    record Slot(List<String> names, int least, int most) {
        static Slot one(String... names) {
            return new Slot(List.of(names), 1, 1);
        }

        static Slot optional(String... names) {
            return new Slot(List.of(names), 0, 1);
        }

        static Slot many(String... names) {
            return new Slot(List.of(names), 0, UNBOUNDED);
        }

        /** Elements of other namespaces; of the own one too, where the schema knows them as extensions. */
        static Slot others() {
            return new Slot(List.of(), 0, UNBOUNDED);
        }
    }

    private record Declared(
            boolean isText,
            Set<String> required,
            Set<String> optional,
            List<Slot> content,
            Predicate<MarkupElement> rule) {}

    private final String namespace;
    private final String root;
    private final Map<Name, Declared> declared = new HashMap<>();

    DocumentSchema(String namespace, String root) {
        this.namespace = namespace;
        this.root = root;
    }

    /** An element of elements; attributes that end in a question mark may be missing. */
    DocumentSchema element(String name, List<String> attributes, Slot... content) {
        return declare(namespace, name, false, attributes, List.of(content), element -> true);
    }

    /** An element of text that holds to a rule. */
    DocumentSchema text(String name, List<String> attributes, Predicate<String> rule) {
        return declare(namespace, name, true, attributes, List.of(), element -> rule.test(element.text()));
    }

    /** The same of another namespace. */
    DocumentSchema foreignText(String otherNamespace, String name, Predicate<String> rule) {
        return declare(otherNamespace, name, true, List.of(), List.of(), element -> rule.test(element.text()));
    }

    /** An element of another namespace that holds elements of that namespace as it likes. */
    DocumentSchema foreign(String otherNamespace, String name, Predicate<MarkupElement> rule) {
        return declare(otherNamespace, name, false, List.of("*"), List.of(), rule);
    }

    /** One more rule for an element that is declared. */
    DocumentSchema rule(String name, Predicate<MarkupElement> rule) {
        Name key = new Name(namespace, name);
        Declared known = Objects.requireNonNull(declared.get(key), "declare it first");
        declared.put(key, new Declared(known.isText(), known.required(), known.optional(), known.content(), rule));
        return this;
    }

    private DocumentSchema declare(
            String in,
            String name,
            boolean isText,
            List<String> attributes,
            List<Slot> content,
            Predicate<MarkupElement> rule) {
        Set<String> required = new HashSet<>();
        Set<String> optional = new HashSet<>();
        for (String attribute : attributes) {
            if (attribute.equals("*")) {
                optional.add("*");
            } else if (attribute.endsWith("?")) {
                optional.add(attribute.substring(0, attribute.length() - 1));
            } else {
                required.add(attribute);
            }
        }
        declared.put(new Name(in, name), new Declared(isText, required, optional, content, rule));
        return this;
    }

    /** @throws DocumentConflict naming the element that is wrong */
    void check(MarkupElement document) {
        if (!document.is(namespace, root)) {
            throw wrong("The root is not " + root + " of " + namespace + ".");
        }
        checkBelow(document);
    }

    private void checkBelow(MarkupElement element) {
        problem(element).ifPresent(what -> {
            throw wrong(what);
        });
        element.elements().forEach(this::checkBelow);
    }

    /** Whether this very element may have the children that it has. */
    boolean allowsContent(MarkupElement element) {
        return problem(element).isEmpty();
    }

    private Optional<String> problem(MarkupElement element) {
        Declared type = declared.get(new Name(element.namespace(), element.name()));
        if (type == null) {
            return element.namespace().equals(namespace)
                    ? Optional.of("There is no element " + element.name() + " in " + namespace + ".")
                    : Optional.empty();
        }
        Optional<String> attributes = attributeProblem(element, type);
        if (attributes.isPresent()) {
            return attributes;
        }
        if (!type.isText() && hasText(element)
                || type.isText() && !element.elements().isEmpty()) {
            return Optional.of("The content of " + element.name() + " is not of its type.");
        }
        if (!type.content().isEmpty() && !fits(element, type.content())
                || type.content().isEmpty()
                        && element.namespace().equals(namespace)
                        && !element.elements().isEmpty()) {
            return Optional.of("An element in " + element.name() + " is missing, or not allowed in this place.");
        }
        return type.rule().test(element)
                ? Optional.empty()
                : Optional.of("The content of " + element.name() + " is not of its type.");
    }

    private static Optional<String> attributeProblem(MarkupElement element, Declared type) {
        for (String required : type.required()) {
            if (element.attribute(required).isEmpty()) {
                return Optional.of("An element " + element.name() + " lacks its " + required + ".");
            }
        }
        for (MarkupElement.Attribute attribute : element.attributes()) {
            boolean known = !attribute.namespace().isEmpty()
                    || type.optional().contains("*")
                    || type.required().contains(attribute.name())
                    || type.optional().contains(attribute.name());
            if (!known) {
                return Optional.of("An element " + element.name() + " has no such attribute.");
            }
        }
        return Optional.empty();
    }

    private static boolean hasText(MarkupElement element) {
        return element.children().stream()
                .anyMatch(child ->
                        child instanceof MarkupNode.Text words && !words.text().isBlank());
    }

    private boolean fits(MarkupElement element, List<Slot> slots) {
        int at = 0;
        int count = 0;
        for (MarkupElement child : element.elements()) {
            while (at < slots.size()
                    && (!accepts(slots.get(at), child) || count >= slots.get(at).most())) {
                if (count < slots.get(at).least()) {
                    return false;
                }
                at++;
                count = 0;
            }
            if (at == slots.size()) {
                return false;
            }
            count++;
        }
        List<Slot> rest = new ArrayList<>(slots.subList(Math.min(at, slots.size()), slots.size()));
        for (int i = 0; i < rest.size(); i++) {
            if (rest.get(i).least() > (i == 0 ? count : 0)) {
                return false;
            }
        }
        return true;
    }

    private boolean accepts(Slot slot, MarkupElement child) {
        boolean own = child.namespace().equals(namespace);
        return own
                ? slot.names().contains(child.name())
                : slot.names().isEmpty() || slot.names().contains("*");
    }

    private static DocumentConflict wrong(String what) {
        return new DocumentConflict(Condition.SCHEMA_VALIDATION_ERROR, what);
    }
}
