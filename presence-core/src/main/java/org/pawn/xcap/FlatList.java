package org.pawn.xcap;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.pawn.address.AddressOfRecord;
import org.pawn.contacts.ResourceList;
import org.pawn.refusal.Refusal;
import org.pawn.xml.MarkupElement;

/**
 * Whom a list means (RFC 4826 section 3.1): lists in it, and what it refers to in its owner's own resource-lists, as if all
 * were one; who stands there twice once. A reference that leads nowhere, or to somebody else's, means nobody. One use.
 */
final class FlatList {
    private static final int MAX_REFERENCES = 200;
    private static final String RL = Namespaces.RESOURCE_LISTS;
    private static final String ROOT = "/xcap-root/";

    private final Optional<MarkupElement> document;
    private final XcapSelection.Reader reader;
    private final Function<String, AddressOfRecord> resolve;
    private final Map<AddressOfRecord, ResourceList.Entry> entries = new LinkedHashMap<>();
    private final Deque<MarkupElement> waiting = new ArrayDeque<>();
    private final Set<NodePath> followed = new LinkedHashSet<>();
    private int references;

    /**
     * @param document the owner's resource-lists
     * @param reader of paths into it
     * @param resolve whom an address is; refuses what is none by an illegal argument
     */
    FlatList(Optional<MarkupElement> document, XcapSelection.Reader reader, Function<String, AddressOfRecord> resolve) {
        this.document = document;
        this.reader = reader;
        this.resolve = resolve;
    }

    /** @throws Refusal.LimitExceeded if it is too long to be watched as one, or refers too often */
    List<ResourceList.Entry> entries(MarkupElement list) {
        waiting.add(list);
        while (!waiting.isEmpty()) {
            walk(waiting.remove());
        }
        return List.copyOf(entries.values());
    }

    /** The list at that absolute address: of whatever host, as the path says whose it is. */
    Optional<MarkupElement> at(String address) {
        int root = address.indexOf(ROOT);
        return root < 0
                ? Optional.empty()
                : find(address.substring(root + ROOT.length()))
                        .filter(followed::add)
                        .flatMap(path -> document.map(path::in))
                        .filter(found -> found.is(RL, "list"));
    }

    private void walk(MarkupElement list) {
        for (MarkupElement child : list.elements()) {
            if (child.is(RL, "list")) {
                walk(child); // as deep as a document can be
            } else if (child.is(RL, "entry")) {
                add(child);
            } else if (child.is(RL, "entry-ref")) {
                find(child.attribute("ref").orElse(""))
                        .flatMap(path -> document.map(path::in))
                        .filter(found -> found.is(RL, "entry"))
                        .ifPresent(this::add);
            } else if (child.is(RL, "external")) {
                at(child.attribute("anchor").orElse("")).ifPresent(waiting::add);
            }
        }
    }

    private Optional<NodePath> find(String path) {
        references++;
        if (references > MAX_REFERENCES) {
            throw new Refusal.LimitExceeded(
                    "A list that is watched refers to others at most " + MAX_REFERENCES + " times.", Duration.ZERO);
        }
        try {
            return reader.read(List.of(path)).parts().stream()
                    .findFirst()
                    .filter(part -> part.selector().isOfElement())
                    .flatMap(part -> document.flatMap(part.selector()::find));
        } catch (Refusal.Invalid nowhere) {
            return Optional.empty();
        }
    }

    private void add(MarkupElement entry) {
        try {
            AddressOfRecord address = resolve.apply(entry.attribute("uri").orElse(""));
            entries.putIfAbsent(address, new ResourceList.Entry(address, ResourceLists.displayName(entry)));
        } catch (IllegalArgumentException nobody) {
            return; // a telephone, say
        }
        if (entries.size() > ResourceList.MAX_ENTRIES) {
            throw new Refusal.LimitExceeded(
                    "At most " + ResourceList.MAX_ENTRIES + " are watched as one list.", Duration.ZERO);
        }
    }
}
