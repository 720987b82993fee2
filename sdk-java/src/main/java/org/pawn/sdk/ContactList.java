package org.pawn.sdk;

import java.util.List;
import java.util.Optional;

/**
 * A person's roaming contact list.
 *
 * @param version of this content; give it back when you write, so that nobody's change is lost
 */
public record ContactList(String owner, String version, List<ContactGroup> groups, List<Contact> contacts) {
    public ContactList {
        groups = List.copyOf(groups);
        contacts = List.copyOf(contacts);
    }

    /** A named group of this list. */
    public record ContactGroup(String id, String name) {}

    /**
     * One contact.
     *
     * @param name what the owner calls them
     * @param groups ids of groups of this list
     */
    public record Contact(String address, Optional<String> name, List<String> groups) {
        public Contact {
            groups = List.copyOf(groups);
        }
    }
}
