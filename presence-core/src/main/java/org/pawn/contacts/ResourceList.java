package org.pawn.contacts;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pawn.address.AddressOfRecord;

/**
 * A list that is watched as one (RFC 4662).
 *
 * @param uri by which it is subscribed to
 * @param name what it is called
 * @param entries each address once
 */
public record ResourceList(String uri, Optional<String> name, List<Entry> entries) {
    /** The most entries that are watched as one. */
    public static final int MAX_ENTRIES = 1_000;

    /** @param name what the list's owner calls them */
    public record Entry(AddressOfRecord address, Optional<String> name) {}

    public ResourceList {
        entries = List.copyOf(entries);
        Set<AddressOfRecord> addresses = new HashSet<>();
        if (entries.size() > MAX_ENTRIES
                || !entries.stream().map(Entry::address).allMatch(addresses::add)) {
            throw new IllegalArgumentException("a list has at most " + MAX_ENTRIES + " entries, each once");
        }
    }
}
