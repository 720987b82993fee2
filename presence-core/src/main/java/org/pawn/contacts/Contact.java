package org.pawn.contacts;

import java.util.List;
import java.util.Optional;
import org.pawn.address.AddressOfRecord;

/**
 * One entry of a contact list.
 *
 * @param name what the owner calls them, if not as the directory does
 * @param groups ids of the list's groups it stands in
 */
public record Contact(AddressOfRecord address, Optional<String> name, Optional<String> note, List<String> groups) {
    private static final int MAX_NAME = 256;
    private static final int MAX_NOTE = 1024;

    public Contact {
        if (name.isPresent() && (name.get().isBlank() || name.get().length() > MAX_NAME)) {
            throw new IllegalArgumentException("a contact's name has 1 to " + MAX_NAME + " characters");
        }
        if (note.isPresent() && note.get().length() > MAX_NOTE) {
            throw new IllegalArgumentException("a contact's note has at most " + MAX_NOTE + " characters");
        }
        groups = groups.stream().distinct().toList();
    }
}
