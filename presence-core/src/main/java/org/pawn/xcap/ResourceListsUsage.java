package org.pawn.xcap;

import static org.pawn.xcap.DocumentSchema.Slot.many;
import static org.pawn.xcap.DocumentSchema.Slot.optional;
import static org.pawn.xcap.DocumentSchema.Slot.others;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.contacts.ContactList;
import org.pawn.contacts.ContactListService;
import org.pawn.directory.Directory;
import org.pawn.refusal.Refusal.DocumentConflict;
import org.pawn.refusal.Refusal.DocumentConflict.Condition;
import org.pawn.xml.MarkupElement;

/** {@code resource-lists}: the contact list (RFC 4826 section 3). */
public final class ResourceListsUsage implements ApplicationUsage {
    static final DocumentSchema SCHEMA = new DocumentSchema(Namespaces.RESOURCE_LISTS, "resource-lists")
            .element("resource-lists", List.of(), many("list"))
            .element(
                    "list",
                    List.of("name?"),
                    optional("display-name"),
                    many("list", "external", "entry", "entry-ref"),
                    others())
            .element("entry", List.of("uri"), optional("display-name"), others())
            .element("entry-ref", List.of("ref"), optional("display-name"), others())
            .element("external", List.of("anchor?"), optional("display-name"), others())
            .text("display-name", List.of(), text -> true);

    private final ContactListService contacts;
    private final ResourceLists lists;

    public ResourceListsUsage(ContactListService contacts, Directory directory) {
        this.contacts = contacts;
        this.lists = new ResourceLists(directory);
    }

    @Override
    public String auid() {
        return "resource-lists";
    }

    @Override
    public List<Name> names() {
        return List.of(new Name(auid(), "index", Namespaces.RESOURCE_LISTS));
    }

    @Override
    public String contentType() {
        return "application/resource-lists+xml";
    }

    @Override
    public List<String> namespaces() {
        return List.of(Namespaces.RESOURCE_LISTS);
    }

    @Override
    public Scope scope() {
        return Scope.CONTACTS;
    }

    @Override
    public void check(AddressOfRecord owner, MarkupElement root) {
        SCHEMA.check(root);
        checkUnique(root, "resource-lists");
        try {
            lists.meaning(root, ContactList.empty(owner));
        } catch (IllegalArgumentException impossible) {
            throw new DocumentConflict(Condition.CONSTRAINT_FAILURE, String.valueOf(impossible.getMessage()));
        }
    }

    /** Names among siblings, and what one list holds, stand there once (RFC 4826 section 3.2). */
    static void checkUnique(MarkupElement parent, String place) {
        Set<String> seen = new HashSet<>();
        for (MarkupElement child : parent.elements()) {
            for (String key : List.of("name", "uri", "ref", "anchor")) {
                Optional<String> value =
                        child.namespace().equals(Namespaces.RESOURCE_LISTS) ? child.attribute(key) : Optional.empty();
                String at = place + "/" + child.name() + "[@" + key + "=\"" + value.orElse("") + "\"]";
                if (value.isPresent() && !seen.add(child.name() + " " + key + " " + value.get())) {
                    throw new DocumentConflict(
                            Condition.UNIQUENESS_FAILURE, "This stands twice in one list.", at + "/@" + key);
                }
                if (value.isPresent() && key.equals("ref") && !isRelative(value.get())) {
                    throw new DocumentConflict(
                            Condition.CONSTRAINT_FAILURE, "An entry-ref refers to an entry below the same root.");
                }
                if (value.isPresent() && key.equals("name")) {
                    checkUnique(child, at);
                }
            }
            if (child.is(Namespaces.RESOURCE_LISTS, "list")
                    && child.attribute("name").isEmpty()) {
                checkUnique(child, place + "/list");
            }
        }
    }

    private static boolean isRelative(String reference) {
        try {
            return !URI.create(reference.replaceAll("[\\[\\]\"@=]", "_")).isAbsolute() && !reference.startsWith("/");
        } catch (IllegalArgumentException noReference) {
            return false;
        }
    }

    @Override
    public boolean allowsContent(MarkupElement element) {
        return SCHEMA.allowsContent(element);
    }

    @Override
    public CompletableFuture<Void> edit(
            AddressOfRecord owner,
            Supplier<Optional<MarkupElement>> kept,
            UnaryOperator<Optional<MarkupElement>> turn) {
        return contacts.edit(owner, Optional.empty(), list -> {
                    Optional<MarkupElement> now = lists.document(kept.get(), list);
                    Optional<MarkupElement> next = turn.apply(now);
                    if (next.equals(now)) {
                        return list;
                    }
                    return next.map(root -> lists.meaning(root, list))
                            .orElseGet(() -> new ContactList(owner, list.version(), List.of(), List.of()));
                })
                .thenApply(list -> null);
    }
}
