package org.pawn.server.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.pawn.address.AddressOfRecord;
import org.pawn.contacts.Contact;
import org.pawn.contacts.ContactGroup;
import org.pawn.contacts.ContactList;
import org.pawn.contacts.ContactListStore;

/**
 * Contact lists, a row for each place in the list. A write touches only the places that changed, so that one more
 * contact is one more row, however long the list.
 */
final class JdbcContactListStore implements ContactListStore {
    private static final String VERSION = "select version from contact_list where owner_address = ?";
    private static final String REMOVE_LIST = "delete from contact_list where owner_address = ?";
    private static final String INSERT_LIST = "insert into contact_list (owner_address, version) values (?, ?)";
    private static final String GROUPS = "select * from contact_group where owner_address = ? order by ordinal";
    private static final String REMOVE_GROUP = "delete from contact_group where owner_address = ? and ordinal = ?";
    private static final String INSERT_GROUP =
            "insert into contact_group (owner_address, ordinal, id, name) values (?, ?, ?, ?)";
    private static final String CONTACTS = "select * from contact where owner_address = ? order by ordinal";
    private static final String REMOVE_CONTACT = "delete from contact where owner_address = ? and ordinal = ?";
    private static final String INSERT_CONTACT = """
            insert into contact (owner_address, ordinal, address, name, note, group_ids) values (?, ?, ?, ?, ?, ?)
            """;

    /** Adds the row for one value at one place to a batch. */
    private interface Row<T> {
        void add(PreparedBatch batch, int ordinal, T value);
    }

    private final Database database;
    private final DurableWriter writer;

    JdbcContactListStore(Database database, DurableWriter writer) {
        this.database = database;
        this.writer = writer;
    }

    @Override
    public ContactList read(AddressOfRecord owner) {
        return database.readOneView(handle -> read(handle, owner));
    }

    @Override
    public CompletableFuture<Void> write(ContactList list) {
        return writer.write(handle -> write(handle, list));
    }

    @Override
    public CompletableFuture<Void> remove(AddressOfRecord owner) {
        return writer.write(handle -> {
            write(handle, ContactList.empty(owner));
            handle.execute(REMOVE_LIST, owner.toString());
        });
    }

    private static ContactList read(Handle handle, AddressOfRecord owner) {
        String key = owner.toString();
        Optional<Long> version = handle.select(VERSION, key).mapTo(Long.class).findOne();
        return version.map(found -> new ContactList(owner, found, groups(handle, key), contacts(handle, key)))
                .orElseGet(() -> ContactList.empty(owner));
    }

    private static List<ContactGroup> groups(Handle handle, String owner) {
        return handle.select(GROUPS, owner)
                .map((row, context) -> new ContactGroup(row.getString("id"), row.getString("name")))
                .list();
    }

    private static List<Contact> contacts(Handle handle, String owner) {
        return handle.select(CONTACTS, owner)
                .map((row, context) -> contact(row))
                .list();
    }

    private static Contact contact(ResultSet row) throws SQLException {
        return new Contact(
                Columns.address(row, "address"),
                Columns.text(row, "name"),
                Columns.text(row, "note"),
                Columns.texts(row, "group_ids"));
    }

    private static void write(Handle handle, ContactList next) {
        String owner = next.owner().toString();
        ContactList before = read(handle, next.owner());
        handle.execute(REMOVE_LIST, owner);
        handle.execute(INSERT_LIST, owner, next.version());
        replace(
                handle,
                owner,
                before.groups(),
                next.groups(),
                REMOVE_GROUP,
                INSERT_GROUP,
                (batch, ordinal, group) -> batch.add(owner, ordinal, group.id(), group.name()));
        replace(
                handle,
                owner,
                before.contacts(),
                next.contacts(),
                REMOVE_CONTACT,
                INSERT_CONTACT,
                (batch, ordinal, contact) -> batch.add(
                        owner,
                        ordinal,
                        contact.address().toString(),
                        contact.name(),
                        contact.note(),
                        Columns.texts(contact.groups())));
    }

    private static <T> void replace(
            Handle handle, String owner, List<T> before, List<T> next, String remove, String insert, Row<T> row) {
        PreparedBatch removals = handle.prepareBatch(remove);
        PreparedBatch insertions = handle.prepareBatch(insert);
        for (int i = 0; i < Math.max(before.size(), next.size()); i++) {
            boolean same = i < before.size() && i < next.size() && before.get(i).equals(next.get(i));
            if (!same && i < before.size()) {
                removals.add(owner, i);
            }
            if (!same && i < next.size()) {
                row.add(insertions, i, next.get(i));
            }
        }
        removals.execute();
        insertions.execute();
    }
}
