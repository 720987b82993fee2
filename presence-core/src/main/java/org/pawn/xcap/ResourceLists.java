package org.pawn.xcap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pawn.address.AddressOfRecord;
import org.pawn.contacts.Contact;
import org.pawn.contacts.ContactGroup;
import org.pawn.contacts.ContactList;
import org.pawn.directory.Directory;
import org.pawn.xml.MarkupElement;

/**
 * Between a contact list and its document, both ways. A {@code list} is a group, nested ones too, but for the one called
 * {@code ~}, which holds who is in none; an {@code entry} whose URI is a person's address is a contact. What else is in the
 * document means nothing here and stays as it is. Pure.
 */
final class ResourceLists {
    /** No group's id: whoever stands in no group stands in this list. */
    static final String UNGROUPED = "~";

    private static final String RL = Namespaces.RESOURCE_LISTS;
    private static final String ID = "[A-Za-z0-9._-]{1,64}";
    private static final int MAX_NAME = 256;

    private final Directory directory;

    ResourceLists(Directory directory) {
        this.directory = directory;
    }

    /**
     * What the document says, in its order.
     *
     * @throws IllegalArgumentException if no contact list can be so
     */
    ContactList meaning(MarkupElement root, ContactList before) {
        Reading reading = new Reading();
        reading.lists(root, "");
        List<Contact> contacts = reading.groupsOf.entrySet().stream()
                .map(entry -> new Contact(
                        entry.getKey(),
                        Optional.ofNullable(reading.names.get(entry.getKey())),
                        Optional.ofNullable(reading.notes.get(entry.getKey())),
                        List.copyOf(entry.getValue())))
                .toList();
        return new ContactList(before.owner(), before.version(), List.copyOf(reading.groups.values()), contacts);
    }

    private final class Reading {
        final Map<String, ContactGroup> groups = new LinkedHashMap<>();
        final Map<AddressOfRecord, Set<String>> groupsOf = new LinkedHashMap<>();
        final Map<AddressOfRecord, String> names = new HashMap<>();
        final Map<AddressOfRecord, String> notes = new HashMap<>();

        void lists(MarkupElement parent, String place) {
            int position = 0;
            for (MarkupElement list : parent.elements(RL, "list")) {
                position++;
                String at = place + "/" + list.attribute("name").orElse("#" + position);
                Optional<String> group = isUngrouped(list, place) ? Optional.empty() : Optional.of(id(list, at));
                group.ifPresent(id -> {
                    if (groups.put(id, new ContactGroup(id, name(list))) != null) {
                        throw new IllegalArgumentException("two lists are one group");
                    }
                });
                for (MarkupElement entry : list.elements(RL, "entry")) {
                    address(entry).ifPresent(person -> contact(person, entry, group));
                }
                lists(list, at);
            }
        }

        private void contact(AddressOfRecord person, MarkupElement entry, Optional<String> group) {
            Set<String> in = groupsOf.computeIfAbsent(person, first -> new LinkedHashSet<>());
            group.ifPresent(in::add);
            displayName(entry).ifPresent(name -> names.putIfAbsent(person, name));
            note(entry).ifPresent(note -> notes.putIfAbsent(person, note));
        }
    }

    private static boolean isUngrouped(MarkupElement list, String place) {
        return place.isEmpty() && list.attribute("name").equals(Optional.of(UNGROUPED));
    }

    /** The name itself where it can be one and the list is not in another; else one that stays as long as the list does. */
    private static String id(MarkupElement list, String place) {
        return list.attribute(Namespaces.PAWN, "group")
                .filter(id -> id.matches(ID))
                .or(() -> list.attribute("name").filter(name -> name.matches(ID) && place.lastIndexOf('/') == 0))
                .orElseGet(() -> "list-" + Integer.toHexString(place.hashCode()));
    }

    private static String name(MarkupElement list) {
        String name = displayName(list)
                .or(() -> list.attribute("name").filter(text -> !text.isBlank()))
                .orElse("List");
        return name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name;
    }

    static Optional<String> displayName(MarkupElement element) {
        return element.first(RL, "display-name").map(MarkupElement::text).filter(text -> !text.isEmpty());
    }

    private static Optional<String> note(MarkupElement entry) {
        return entry.first(Namespaces.PAWN, "note").map(MarkupElement::text).filter(text -> !text.isEmpty());
    }

    private Optional<AddressOfRecord> address(MarkupElement entry) {
        try {
            return Optional.of(directory.resolve(entry.attribute("uri").orElse("")));
        } catch (IllegalArgumentException nobody) {
            return Optional.empty();
        }
    }

    /**
     * The document of that list: what its owner kept, where it still means the list; else that, changed as little as makes
     * it do so. Empty where there is neither.
     */
    Optional<MarkupElement> document(Optional<MarkupElement> kept, ContactList list) {
        if (kept.isEmpty() && list.contacts().isEmpty() && list.groups().isEmpty()) {
            return Optional.empty();
        }
        MarkupElement root =
                kept.orElseGet(() -> MarkupElement.of(RL, "resource-lists").with(new MarkupElement.Binding("", RL)));
        return Optional.of(says(root, list) ? root : following(root, list));
    }

    /** Whether the document means that list, in whatever order. */
    private boolean says(MarkupElement root, ContactList list) {
        ContactList said = meaning(root, list);
        return Set.copyOf(said.groups()).equals(Set.copyOf(list.groups()))
                && said.contacts().size() == list.contacts().size()
                && unordered(said).equals(unordered(list));
    }

    private static Set<List<Object>> unordered(ContactList list) {
        Set<List<Object>> contacts = new LinkedHashSet<>();
        for (Contact contact : list.contacts()) {
            contacts.add(List.of(
                    contact.address(),
                    contact.name().map(String::strip).filter(name -> !name.isEmpty()),
                    contact.note().map(String::strip).filter(note -> !note.isEmpty()),
                    Set.copyOf(contact.groups())));
        }
        return contacts;
    }

    private MarkupElement following(MarkupElement root, ContactList list) {
        return new Following(list).root(root);
    }

    /** Makes a document follow a list. */
    private final class Following {
        private final Map<AddressOfRecord, Contact> contacts = new LinkedHashMap<>();
        private final Map<String, ContactGroup> missing = new LinkedHashMap<>();
        private final List<MarkupElement> orphans = new ArrayList<>();

        Following(ContactList list) {
            list.contacts().forEach(contact -> contacts.put(contact.address(), contact));
            list.groups().forEach(group -> missing.put(group.id(), group));
        }

        MarkupElement root(MarkupElement root) {
            MarkupElement next = lists(losesLists(root) ? marked(root, "") : root, "");
            for (int i = 0; i < orphans.size(); i++) {
                next = next.with(orphans.get(i));
            }
            if (needsUngrouped(next)) {
                next = next.with(filled(titled(list(UNGROUPED), "Contacts"), Optional.empty()));
            }
            for (ContactGroup group : List.copyOf(missing.values())) {
                MarkupElement list = list(group.id());
                next = next.with(filled(
                        group.name().equals(group.id()) ? list : titled(list, group.name()), Optional.of(group.id())));
            }
            return next;
        }

        private MarkupElement lists(MarkupElement parent, String place) {
            int[] position = {0};
            return parent.changingElements(child -> {
                if (!child.is(RL, "list")) {
                    return Optional.of(child);
                }
                position[0]++;
                return list(child, place, place + "/" + child.attribute("name").orElse("#" + position[0]));
            });
        }

        private Optional<MarkupElement> list(MarkupElement list, String place, String at) {
            if (isUngrouped(list, place)) {
                return Optional.of(filled(lists(list, at), Optional.empty()));
            }
            String id = id(list, at);
            ContactGroup group = missing.remove(id);
            MarkupElement inner = lists(list, at);
            if (group == null) {
                inner.elements(RL, "list").forEach(orphan -> orphans.add(freed(orphan)));
                return Optional.empty();
            }
            MarkupElement named = name(inner).equals(group.name()) ? inner : titled(inner, group.name());
            return Optional.of(filled(named, Optional.of(id)));
        }

        /** With every list marked as the group that it is, where its place says so: places change with what goes. */
        private static MarkupElement marked(MarkupElement parent, String place) {
            int[] position = {0};
            return parent.changingElements(child -> {
                if (!child.is(RL, "list")) {
                    return Optional.of(child);
                }
                position[0]++;
                String at = place + "/" + child.attribute("name").orElse("#" + position[0]);
                String id = id(child, at);
                MarkupElement inner = marked(child, at);
                boolean says =
                        isUngrouped(child, place) || child.attribute("name").equals(Optional.of(id));
                return Optional.of(
                        says ? inner : inner.with(new MarkupElement.Attribute(Namespaces.PAWN, "pawn", "group", id)));
            });
        }

        /** A list that loses its parent; its name may be taken where it goes. */
        private static MarkupElement freed(MarkupElement list) {
            MarkupElement titled = displayName(list).isPresent() ? list : titled(list, name(list));
            return titled.without("", "name");
        }

        private boolean losesLists(MarkupElement root) {
            Reading reading = new Reading();
            reading.lists(root, "");
            return !missing.keySet().containsAll(reading.groups.keySet());
        }

        /** With an entry for everybody who stands there, and for nobody else. */
        private MarkupElement filled(MarkupElement list, Optional<String> group) {
            Set<AddressOfRecord> there = new LinkedHashSet<>();
            MarkupElement next = list.changingElements(child -> {
                Optional<AddressOfRecord> person = child.is(RL, "entry") ? address(child) : Optional.empty();
                if (person.isEmpty()) {
                    return Optional.of(child);
                }
                Contact contact = contacts.get(person.get());
                if (contact == null || !stands(contact, group)) {
                    return Optional.empty();
                }
                there.add(person.get());
                return Optional.of(entry(child, contact));
            });
            for (Contact contact : contacts.values()) {
                if (stands(contact, group) && !there.contains(contact.address())) {
                    next = adding(next, contact);
                }
            }
            return next;
        }

        private static boolean stands(Contact contact, Optional<String> group) {
            return group.map(id -> contact.groups().contains(id))
                    .orElse(contact.groups().isEmpty());
        }

        private boolean needsUngrouped(MarkupElement root) {
            return root.elements(RL, "list").stream().noneMatch(list -> isUngrouped(list, ""))
                    && contacts.values().stream()
                            .anyMatch(contact -> contact.groups().isEmpty());
        }

        private MarkupElement adding(MarkupElement list, Contact contact) {
            MarkupElement entry =
                    entry(element(list, "entry").with("uri", contact.address().sipUri()), contact);
            for (int at = list.children().size(); at > 0; at--) {
                MarkupElement candidate = list.inserting(at, entry);
                if (ResourceListsUsage.SCHEMA.allowsContent(candidate)) {
                    return candidate;
                }
            }
            return list.inserting(0, entry);
        }

        private MarkupElement entry(MarkupElement entry, Contact contact) {
            MarkupElement named = displayName(entry).equals(contact.name().map(String::strip))
                    ? entry
                    : contact.name().map(name -> titled(entry, name)).orElseGet(() -> untitled(entry));
            Optional<String> wanted = contact.note().map(String::strip).filter(text -> !text.isEmpty());
            if (note(named).equals(wanted)) {
                return named;
            }
            MarkupElement without =
                    named.changingElements(child -> Optional.of(child).filter(one -> !one.is(Namespaces.PAWN, "note")));
            return wanted.map(text -> without.with(
                            new MarkupElement(Namespaces.PAWN, "pawn", "note", List.of(), List.of(), List.of())
                                    .withText(text)))
                    .orElse(without);
        }

        private static MarkupElement list(String name) {
            return MarkupElement.of(RL, "list").with("name", name);
        }
    }

    private static MarkupElement titled(MarkupElement element, String title) {
        MarkupElement name = element(element, "display-name").withText(title);
        return untitled(element).inserting(0, name);
    }

    private static MarkupElement untitled(MarkupElement element) {
        return element.changingElements(child -> Optional.of(child).filter(one -> !one.is(RL, "display-name")));
    }

    /** With the prefix that its parent has. */
    private static MarkupElement element(MarkupElement parent, String name) {
        return new MarkupElement(RL, parent.prefix(), name, List.of(), List.of(), List.of());
    }
}
