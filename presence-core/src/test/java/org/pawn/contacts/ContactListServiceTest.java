package org.pawn.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pawn.address.AddressOfRecord;
import org.pawn.concurrent.Lanes;
import org.pawn.refusal.Refusal;

final class ContactListServiceTest {
    private static final AddressOfRecord ALICE = AddressOfRecord.parse("alice@example.com");

    private final Lanes lanes = new Lanes("disk", 2);
    private final ContactListService contacts = new ContactListService(new InMemoryContactListStore(), lanes);

    @AfterEach
    void stop() {
        lanes.close();
    }

    private static ContactList with(ContactList list, String address) {
        List<Contact> more = new ArrayList<>(list.contacts());
        more.add(new Contact(AddressOfRecord.parse(address), Optional.empty(), Optional.empty(), List.of()));
        return new ContactList(list.owner(), list.version(), list.groups(), more);
    }

    @Test
    void editsFromTwoDevicesAtOnceLoseNothing() {
        List<CompletableFuture<ContactList>> edits = new ArrayList<>();
        for (int round = 0; round < 100; round++) {
            String first = "desk" + round + "@example.com";
            String second = "phone" + round + "@example.com";
            edits.add(contacts.edit(ALICE, Optional.empty(), list -> with(list, first)));
            edits.add(contacts.edit(ALICE, Optional.empty(), list -> with(list, second)));
        }
        edits.forEach(CompletableFuture::join);

        ContactList list = contacts.read(ALICE).join();

        assertThat(list.contacts()).hasSize(200);
        assertThat(list.version()).isEqualTo(200);
    }

    @Test
    void anEditOfAnOldVersionIsRefused() {
        contacts.edit(ALICE, Optional.of(0L), list -> with(list, "bob@example.com"))
                .join();

        CompletableFuture<ContactList> stale =
                contacts.edit(ALICE, Optional.of(0L), list -> with(list, "carol@example.com"));

        assertThatThrownBy(stale::join).hasCauseInstanceOf(Refusal.StaleVersion.class);
    }

    @Test
    void anEditThatChangesNothingKeepsTheVersion() {
        contacts.edit(ALICE, Optional.empty(), list -> with(list, "bob@example.com"))
                .join();

        ContactList same = contacts.edit(ALICE, Optional.empty(), list -> list).join();

        assertThat(same.version()).isEqualTo(1);
    }
}
