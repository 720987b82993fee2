package org.pawn.contacts;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.pawn.address.AddressOfRecord;

/** Keeps lists as long as the process lives. */
public final class InMemoryContactListStore implements ContactListStore {
    private final Map<AddressOfRecord, ContactList> lists = new ConcurrentHashMap<>();

    @Override
    public ContactList read(AddressOfRecord owner) {
        return lists.getOrDefault(owner, ContactList.empty(owner));
    }

    @Override
    public CompletableFuture<Void> write(ContactList list) {
        lists.put(list.owner(), list);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> remove(AddressOfRecord owner) {
        lists.remove(owner);
        return CompletableFuture.completedFuture(null);
    }
}
