package org.pawn.contacts;

import java.util.concurrent.CompletableFuture;
import org.pawn.address.AddressOfRecord;

/** Contact lists, durably. */
public interface ContactListStore {
    /** The list as last written; {@link ContactList#empty} if never. May read the disk. */
    ContactList read(AddressOfRecord owner);

    /**
     * Replaces the whole list, contacts, groups and version; completes once it is on disk. Writes of one owner apply in
     * call order.
     */
    CompletableFuture<Void> write(ContactList list);

    CompletableFuture<Void> remove(AddressOfRecord owner);
}
