package org.pawn.contacts;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.pawn.address.AddressOfRecord;

/**
 * A person's roaming contact list, in the owner's order.
 *
 * @param version 0 for a list never written; grows by one with each write
 */
public record ContactList(AddressOfRecord owner, long version, List<ContactGroup> groups, List<Contact> contacts) {
    public static final int MAX_CONTACTS = 5_000;
    public static final int MAX_GROUPS = 500;

    public ContactList {
        groups = List.copyOf(groups);
        contacts = List.copyOf(contacts);
        if (contacts.size() > MAX_CONTACTS || groups.size() > MAX_GROUPS) {
            throw new IllegalArgumentException(
                    "a list has at most " + MAX_CONTACTS + " contacts and " + MAX_GROUPS + " groups");
        }
        Set<String> ids = new HashSet<>();
        groups.forEach(group -> requireNew(ids.add(group.id()), "group " + group.id()));
        Set<AddressOfRecord> addresses = new HashSet<>();
        for (Contact contact : contacts) {
            requireNew(addresses.add(contact.address()), "contact " + contact.address());
            if (!ids.containsAll(contact.groups())) {
                throw new IllegalArgumentException(contact.address() + " stands in a group that the list lacks");
            }
        }
    }

    public static ContactList empty(AddressOfRecord owner) {
        return new ContactList(owner, 0, List.of(), List.of());
    }

    ContactList withVersion(long newVersion) {
        return new ContactList(owner, newVersion, groups, contacts);
    }

    private static void requireNew(boolean added, String what) {
        if (!added) {
            throw new IllegalArgumentException(what + " stands twice in the list");
        }
    }
}
