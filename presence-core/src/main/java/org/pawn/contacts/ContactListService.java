package org.pawn.contacts;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;
import org.pawn.refusal.Refusal;

/**
 * Reads and changes contact lists: one edit of one owner after the other, each durable before it is answered. Its
 * lanes may wait for the disk, so they are not the presence lanes. Thread-safe.
 */
public final class ContactListService {
    private final ContactListStore store;
    private final Lanes diskLanes;
    private final List<Consumer<ContactList>> listeners = new CopyOnWriteArrayList<>();

    /** @param diskLanes lanes on which reads and writes of the store may wait */
    public ContactListService(ContactListStore store, Lanes diskLanes) {
        this.store = store;
        this.diskLanes = diskLanes;
    }

    /** Told of each list after it was written. */
    public void onChange(Consumer<ContactList> listener) {
        listeners.add(listener);
    }

    public CompletableFuture<ContactList> read(AddressOfRecord owner) {
        return edit(owner, Optional.empty(), UnaryOperator.identity());
    }

    /**
     * Changes the list by {@code edit}, which sees it as it is now; the version is counted here. An edit that changes
     * nothing writes nothing.
     *
     * @throws Refusal.StaleVersion (in the future) if the list no longer has {@code expectedVersion}
     */
    public CompletableFuture<ContactList> edit(
            AddressOfRecord owner, Optional<Long> expectedVersion, UnaryOperator<ContactList> edit) {
        return diskLanes.run(owner, () -> {
            ContactList list = store.read(owner);
            if (expectedVersion.isPresent() && expectedVersion.get() != list.version()) {
                throw new Refusal.StaleVersion();
            }
            ContactList next = edit.apply(list).withVersion(list.version());
            return next.equals(list) ? list : write(next);
        });
    }

    /** Forgets a person's list. */
    public CompletableFuture<Void> remove(AddressOfRecord owner) {
        return store.remove(owner);
    }

    /** Waits for the disk: that is what these lanes are for. */
    private ContactList write(ContactList list) {
        ContactList next = list.withVersion(list.version() + 1);
        store.write(next).join();
        listeners.forEach(listener -> listener.accept(next));
        return next;
    }
}
