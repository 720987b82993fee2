package org.pawn.contacts;

/** A group of a contact list; the id is the owner's client's choice, 1 to 64 characters. */
public record ContactGroup(String id, String name) {
    public ContactGroup {
        if (!id.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException("a group's id has 1 to 64 letters, digits, dots, dashes, underscores");
        }
        if (name.isBlank() || name.length() > 256) {
            throw new IllegalArgumentException("a group's name has 1 to 256 characters");
        }
    }
}
