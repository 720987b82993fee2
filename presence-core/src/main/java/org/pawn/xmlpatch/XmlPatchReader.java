package org.pawn.xmlpatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pawn.refusal.Refusal;
import org.pawn.xml.XmlElement;
import org.pawn.xml.XmlPath;
import org.pawn.xml.XmlPathReader;

/** Reads changes (RFC 5261 section 4.2) out of the document of a format that has them; bounded. Pure. */
public final class XmlPatchReader {
    private static final int MAX_OPERATIONS = 256;

    private XmlPatchReader() {}

    /**
     * @param patch whose children are the changes
     * @param namespace of the elements add, replace and remove; others are read over
     * @param prefixes what selectors may use: what the patch's root declares
     * @throws Refusal.Invalid if a change is malformed, or there are too many
     */
    public static XmlPatch read(XmlElement patch, String namespace, Map<String, String> prefixes) {
        List<PatchOperation> operations = new ArrayList<>();
        patch.elements()
                .filter(element -> element.namespace().equals(namespace))
                .forEach(element -> operation(element, prefixes).ifPresent(operations::add));
        if (operations.size() > MAX_OPERATIONS) {
            throw new Refusal.Invalid("body", "There are too many changes.");
        }
        return new XmlPatch(operations);
    }

    private static Optional<PatchOperation> operation(XmlElement element, Map<String, String> prefixes) {
        return switch (element.name()) {
            case "add" ->
                Optional.of(new PatchOperation.Add(
                        selector(element, prefixes), attribute(element), position(element), element.children()));
            case "replace" -> Optional.of(new PatchOperation.Replace(selector(element, prefixes), element.children()));
            case "remove" -> Optional.of(new PatchOperation.Remove(selector(element, prefixes)));
            default -> Optional.empty();
        };
    }

    private static XmlPath selector(XmlElement element, Map<String, String> prefixes) {
        try {
            return XmlPathReader.read(
                    element.attribute("", "sel").orElse(""), prefix -> Optional.ofNullable(prefixes.get(prefix)));
        } catch (IllegalArgumentException notServed) {
            throw new Refusal.Invalid("sel", "A patch's selector is malformed, or more than is done here.");
        }
    }

    /** {@code @name}; namespaces cannot be added. */
    private static Optional<String> attribute(XmlElement element) {
        Optional<String> type = element.attribute("", "type");
        if (type.isPresent() && !type.get().matches("@[A-Za-z_][A-Za-z0-9_.-]{0,63}")) {
            throw new Refusal.Invalid("type", "Attributes are added by their names, and nothing else by type.");
        }
        return type.map(name -> name.substring(1));
    }

    private static PatchOperation.Position position(XmlElement element) {
        return switch (element.attribute("", "pos").orElse("")) {
            case "before" -> PatchOperation.Position.BEFORE;
            case "after" -> PatchOperation.Position.AFTER;
            case "prepend" -> PatchOperation.Position.PREPEND;
            case "" -> PatchOperation.Position.APPEND;
            default -> throw new Refusal.Invalid("pos", "A place is before, after or prepend.");
        };
    }
}
