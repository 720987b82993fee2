package org.pawn.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.pawn.address.AddressOfRecord;

/** What every {@link ContactListStore} does. */
public interface ContactListStoreContract {
    AddressOfRecord ALICE = new AddressOfRecord("alice", "example.com");
    AddressOfRecord BOB = new AddressOfRecord("bob", "example.com");
    AddressOfRecord CAROL = new AddressOfRecord("carol", "example.com");

    ContactListStore store();

    /** The store after a restart of what keeps it. */
    ContactListStore reopened();

    @Test
    default void aListNeverWrittenIsEmpty() {
        assertThat(store().read(ALICE)).isEqualTo(ContactList.empty(ALICE));
    }

    @Test
    default void everythingInAListComesBackInItsOrder() {
        ContactList list = new ContactList(
                ALICE,
                7,
                List.of(new ContactGroup("work", "At work"), new ContactGroup("Friends.1", "Friends & family")),
                List.of(
                        new Contact(CAROL, Optional.of("Carol, née Baker"), Optional.of("line 1\nline 2"), List.of()),
                        new Contact(BOB, Optional.empty(), Optional.empty(), List.of("Friends.1", "work"))));

        store().write(list).join();

        assertThat(reopened().read(ALICE)).isEqualTo(list);
    }

    @Test
    default void aListWrittenEmptyKeepsItsVersion() {
        store().write(list(ALICE, 1, BOB)).join();
        store().write(list(ALICE, 2)).join();

        assertThat(reopened().read(ALICE)).isEqualTo(list(ALICE, 2));
    }

    @Test
    default void writingReplacesTheWholeList() {
        store().write(list(ALICE, 1, BOB, CAROL)).join();

        store().write(list(ALICE, 2, CAROL, ALICE, BOB)).join();
        assertThat(store().read(ALICE)).isEqualTo(list(ALICE, 2, CAROL, ALICE, BOB));

        store().write(list(ALICE, 3, BOB)).join();
        assertThat(reopened().read(ALICE)).isEqualTo(list(ALICE, 3, BOB));
    }

    @Test
    default void aChangeOfOneContactLeavesTheOthers() {
        Contact plain = new Contact(BOB, Optional.empty(), Optional.empty(), List.of());
        Contact named = new Contact(BOB, Optional.of("Bobby"), Optional.empty(), List.of());
        Contact carol = new Contact(CAROL, Optional.empty(), Optional.empty(), List.of());
        store().write(new ContactList(ALICE, 1, List.of(), List.of(plain, carol)))
                .join();

        store().write(new ContactList(ALICE, 2, List.of(), List.of(named, carol)))
                .join();

        assertThat(reopened().read(ALICE)).isEqualTo(new ContactList(ALICE, 2, List.of(), List.of(named, carol)));
    }

    @Test
    default void listsOfTwoOwnersAreApart() {
        store().write(list(ALICE, 1, BOB)).join();
        store().write(list(BOB, 1, CAROL)).join();

        store().remove(ALICE).join();

        assertThat(reopened().read(ALICE)).isEqualTo(ContactList.empty(ALICE));
        assertThat(reopened().read(BOB)).isEqualTo(list(BOB, 1, CAROL));
    }

    @Test
    default void theLongestListComesBack() {
        AddressOfRecord[] many = IntStream.range(0, ContactList.MAX_CONTACTS)
                .mapToObj(i -> new AddressOfRecord("user" + i, "example.com"))
                .toArray(AddressOfRecord[]::new);

        store().write(list(ALICE, 1, many)).join();

        assertThat(reopened().read(ALICE)).isEqualTo(list(ALICE, 1, many));
    }

    @Test
    default void writesOfOneOwnerApplyInCallOrder() {
        CompletableFuture<?>[] writes = LongStream.rangeClosed(1, 100)
                .mapToObj(version ->
                        store().write(version % 2 == 0 ? list(ALICE, version, BOB) : list(ALICE, version, CAROL, BOB)))
                .toArray(CompletableFuture[]::new);

        CompletableFuture.allOf(writes).join();

        assertThat(reopened().read(ALICE)).isEqualTo(list(ALICE, 100, BOB));
    }

    @Test
    default void ofTwoWritersAtOnceOneWholeListStays() {
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (AddressOfRecord contact : List.of(BOB, CAROL)) {
            writers.add(CompletableFuture.runAsync(() -> {
                for (long version = 1; version <= 50; version++) {
                    store().write(list(ALICE, version, contact)).join();
                }
            }));
        }

        CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new)).join();

        assertThat(reopened().read(ALICE)).isIn(list(ALICE, 50, BOB), list(ALICE, 50, CAROL));
    }

    private static ContactList list(AddressOfRecord owner, long version, AddressOfRecord... contacts) {
        List<Contact> entries = new ArrayList<>();
        for (AddressOfRecord contact : contacts) {
            entries.add(new Contact(contact, Optional.empty(), Optional.empty(), List.of()));
        }
        return new ContactList(owner, version, List.of(), entries);
    }
}
