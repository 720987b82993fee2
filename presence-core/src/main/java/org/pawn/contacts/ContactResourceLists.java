package org.pawn.contacts;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.pawn.access.Caller;
import org.pawn.access.Scope;
import org.pawn.address.AddressOfRecord;
import org.pawn.refusal.Refusal;

/**
 * Contact lists by address: all of Alice's contacts are {@code alice-list@example.com}, those of her group {@code team}
 * are {@code alice-list.team@example.com}. A person who has such an address goes before the list. Thread-safe.
 */
public final class ContactResourceLists implements ResourceLists {
    private static final String MARK = "-list";

    /** Whose, and which group; all where there is none. */
    private record Named(AddressOfRecord owner, Optional<String> group) {}

    private final ContactListService contacts;
    private final Predicate<AddressOfRecord> isPerson;

    public ContactResourceLists(ContactListService contacts, Predicate<AddressOfRecord> isPerson) {
        this.contacts = contacts;
        this.isPerson = isPerson;
    }

    @Override
    public boolean isList(AddressOfRecord address) {
        return named(address).isPresent() && !isPerson.test(address);
    }

    /** Whether that is the address of a person's list, which nobody else can have. */
    public static boolean isReserved(AddressOfRecord address, Predicate<AddressOfRecord> isPerson) {
        return named(address).filter(named -> isPerson.test(named.owner())).isPresent();
    }

    @Override
    public AddressOfRecord owner(AddressOfRecord address) {
        return named(address).map(Named::owner).orElse(address);
    }

    @Override
    public CompletableFuture<ResourceList> list(Caller caller, AddressOfRecord address, String event) {
        Named named = named(address).orElseThrow(() -> new Refusal.NotFound("There is no such list."));
        caller.requireOwnerOf(named.owner(), Scope.CONTACTS);
        return contacts.read(named.owner()).thenApply(list -> resources(address, named, list));
    }

    @Override
    public void onChange(Consumer<AddressOfRecord> listener) {
        contacts.onChange(list -> listener.accept(list.owner()));
    }

    private static ResourceList resources(AddressOfRecord address, Named named, ContactList list) {
        Optional<ContactGroup> group = named.group()
                .map(id -> list.groups().stream()
                        .filter(one -> one.id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> new Refusal.NotFound("There is no such list.")));
        List<ResourceList.Entry> entries = list.contacts().stream()
                .filter(contact -> named.group().map(contact.groups()::contains).orElse(true))
                .map(contact -> new ResourceList.Entry(contact.address(), contact.name()))
                .toList();
        if (entries.size() > ResourceList.MAX_ENTRIES) {
            throw new Refusal.LimitExceeded(
                    "At most " + ResourceList.MAX_ENTRIES + " are watched as one list; take a group.", Duration.ZERO);
        }
        return new ResourceList(address.sipUri(), group.map(ContactGroup::name), entries);
    }

    private static Optional<Named> named(AddressOfRecord address) {
        int mark = address.user().indexOf(MARK);
        if (mark <= 0) {
            return Optional.empty();
        }
        String rest = address.user().substring(mark + MARK.length());
        if (!rest.isEmpty() && (rest.charAt(0) != '.' || rest.length() == 1)) {
            return Optional.empty();
        }
        return Optional.of(new Named(
                new AddressOfRecord(address.user().substring(0, mark), address.domain()),
                rest.isEmpty() ? Optional.empty() : Optional.of(rest.substring(1))));
    }
}
