package org.pawn.server.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.pawn.address.AddressOfRecord;
import org.pawn.directory.Competence;
import org.pawn.directory.Group;
import org.pawn.directory.Person;
import org.pawn.directory.PersonStore;

/** People and groups; replacing is removing and inserting in one transaction. */
final class JdbcPersonStore implements PersonStore {
    private static final String REMOVE = "delete from person where address = :address";
    private static final String INSERT = """
            insert into person
                (address, display_name, title, department, emails, work_phones, private_phones, time_zone, roles, skills)
            values (:address, :name, :title, :department, :emails, :workPhones, :privatePhones, :zone, :roles, :skills)
            """;
    private static final String REMOVE_GROUP = "delete from directory_group where id = :id";
    private static final String INSERT_GROUP =
            "insert into directory_group (id, name, team) values (:id, :name, :team)";
    private static final String INSERT_MEMBER =
            "insert into directory_group_member (group_id, ordinal, address) values (?, ?, ?)";
    private static final String MEMBERS =
            "select group_id, address from directory_group_member order by group_id, ordinal";

    private final Database database;
    private final DurableWriter writer;

    JdbcPersonStore(Database database, DurableWriter writer) {
        this.database = database;
        this.writer = writer;
    }

    @Override
    public CompletableFuture<Void> save(Person person) {
        return writer.write(handle -> {
            remove(handle, person.address());
            handle.createUpdate(INSERT)
                    .bind("address", person.address().toString())
                    .bind("name", person.displayName())
                    .bind("title", person.title())
                    .bind("department", person.department())
                    .bind("emails", Columns.texts(person.emails()))
                    .bind("workPhones", Columns.texts(person.workPhones()))
                    .bind("privatePhones", Columns.texts(person.privatePhones()))
                    .bind("zone", person.timeZone().map(ZoneId::getId))
                    .bind("roles", Columns.texts(person.competence().roles()))
                    .bind("skills", Columns.texts(person.competence().skills()))
                    .execute();
        });
    }

    @Override
    public CompletableFuture<Void> remove(AddressOfRecord address) {
        return writer.write(handle -> remove(handle, address));
    }

    @Override
    public CompletableFuture<Void> save(Group group) {
        return writer.write(handle -> {
            removeGroup(handle, group.id());
            handle.createUpdate(INSERT_GROUP)
                    .bind("id", group.id())
                    .bind("name", group.name())
                    .bind("team", group.team())
                    .execute();
            insertMembers(handle, group);
        });
    }

    @Override
    public CompletableFuture<Void> removeGroup(String id) {
        return writer.write(handle -> removeGroup(handle, id));
    }

    @Override
    public List<Person> people() {
        return database.read(handle -> handle.createQuery("select * from person")
                .map((row, context) -> person(row))
                .list());
    }

    @Override
    public List<Group> groups() {
        return database.read(handle -> {
            Map<String, List<AddressOfRecord>> members = members(handle);
            return handle.createQuery("select * from directory_group")
                    .map((row, context) -> new Group(
                            row.getString("id"),
                            row.getString("name"),
                            row.getBoolean("team"),
                            members.getOrDefault(row.getString("id"), List.of())))
                    .list();
        });
    }

    private static void remove(Handle handle, AddressOfRecord address) {
        handle.createUpdate(REMOVE).bind("address", address.toString()).execute();
    }

    private static void removeGroup(Handle handle, String id) {
        handle.createUpdate(REMOVE_GROUP).bind("id", id).execute();
    }

    private static void insertMembers(Handle handle, Group group) {
        if (group.members().isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(INSERT_MEMBER);
        for (int i = 0; i < group.members().size(); i++) {
            batch.add(group.id(), i, group.members().get(i).toString());
        }
        batch.execute();
    }

    private static Map<String, List<AddressOfRecord>> members(Handle handle) {
        Map<String, List<AddressOfRecord>> members = new LinkedHashMap<>();
        handle.createQuery(MEMBERS)
                .map((row, context) -> Map.entry(row.getString("group_id"), Columns.address(row, "address")))
                .forEach(member -> members.computeIfAbsent(member.getKey(), added -> new ArrayList<>())
                        .add(member.getValue()));
        return members;
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(
                Columns.address(row, "address"),
                row.getString("display_name"),
                Columns.text(row, "title"),
                Columns.text(row, "department"),
                Columns.texts(row, "emails"),
                Columns.texts(row, "work_phones"),
                Columns.texts(row, "private_phones"),
                Columns.text(row, "time_zone").map(ZoneId::of),
                new Competence(Columns.texts(row, "roles"), Columns.texts(row, "skills")));
    }
}
