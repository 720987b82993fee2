package org.pawn.server.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.pawn.address.AddressOfRecord;
import org.pawn.freebusy.CalendarBytes;
import org.pawn.freebusy.CalendarOrigin;
import org.pawn.freebusy.CalendarStore;
import org.pawn.freebusy.StoredCalendar;
import org.pawn.refusal.Refusal;

/**
 * Calendars; {@link CalendarFeeds} seals where they come from. A copy that only was confirmed does not write its bytes
 * again. Calls that write wait for the disk.
 */
final class JdbcCalendarStore implements CalendarStore {
    private static final String IDS = "select id from calendar where person = ?";
    private static final String SELECT = "select * from calendar where person = ? and id = ?";
    private static final String HASH = "select copy_hash from calendar where person = ? and id = ?";
    private static final String REMOVE = "delete from calendar where person = ? and id = ?";
    private static final String INSERT = """
            insert into calendar (person, id, feed, credentials, from_folder, effect, copy_hash, copy_read_at,
                copy_entity_tag, copy_last_modified)
            values (:person, :id, :feed, :credentials, :fromFolder, :effect, :hash, :readAt, :entityTag, :lastModified)
            """;
    private static final String SET_EFFECT = "update calendar set effect = ? where person = ? and id = ?";

    private final Database database;
    private final DurableWriter writer;
    private final CalendarFeeds feeds;

    JdbcCalendarStore(Database database, DurableWriter writer, SecretBox box) {
        this.database = database;
        this.writer = writer;
        this.feeds = new CalendarFeeds(box);
    }

    @Override
    public boolean put(StoredCalendar calendar) {
        return written(handle -> put(handle, calendar));
    }

    @Override
    public boolean putCopy(StoredCalendar feed, StoredCalendar.Copy copy) {
        return written(handle -> find(handle, feed.person(), feed.id())
                .filter(current -> current.feed().equals(feed.feed()))
                .map(current -> put(handle, current.withCopy(copy)))
                .orElse(false));
    }

    @Override
    public boolean putEffect(AddressOfRecord person, String id, StoredCalendar.Effect effect) {
        return written(handle -> handle.execute(SET_EFFECT, effect.name(), person.toString(), id) > 0);
    }

    @Override
    public Optional<StoredCalendar> find(AddressOfRecord person, String id) {
        return database.readOneView(handle -> find(handle, person, id));
    }

    @Override
    public List<StoredCalendar> of(AddressOfRecord person) {
        return database.readOneView(handle -> handle.select(IDS, person.toString()).mapTo(String.class).list().stream()
                .map(id -> find(handle, person, id))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(StoredCalendar::id))
                .toList());
    }

    @Override
    public boolean remove(AddressOfRecord person, String id) {
        return written(handle -> {
            CalendarParts.remove(handle, person.toString(), id);
            return handle.execute(REMOVE, person.toString(), id) > 0;
        });
    }

    @Override
    public List<Key> fromFolder() {
        return database.read(handle -> handle
                .createQuery("select person, id from calendar where from_folder = true")
                .map((row, context) -> new Key(Columns.address(row, "person"), row.getString("id")))
                .stream()
                .sorted()
                .toList());
    }

    @Override
    public List<AddressOfRecord> people() {
        return database.read(handle -> handle
                .createQuery("select distinct person from calendar")
                .map((row, context) -> Columns.address(row, "person"))
                .stream()
                .sorted()
                .toList());
    }

    private boolean written(Function<Handle, Boolean> unit) {
        try {
            return writer.compute(unit).join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof Refusal refusal) {
                throw refusal;
            }
            throw failure;
        }
    }

    private Optional<StoredCalendar> find(Handle handle, AddressOfRecord person, String id) {
        return handle.select(SELECT, person.toString(), id)
                .map((row, context) -> calendar(handle, person, row))
                .findOne()
                .flatMap(Function.identity());
    }

    /** Empty for a feed whose address was sealed with another key and that was never read. */
    private Optional<StoredCalendar> calendar(Handle handle, AddressOfRecord person, ResultSet row)
            throws SQLException {
        String id = row.getString("id");
        Optional<CalendarOrigin.Feed> feed = feeds.open(person, id, row.getBytes("feed"), row.getBytes("credentials"));
        Optional<StoredCalendar.Copy> copy = copy(handle, person, id, row);
        StoredCalendar.Effect effect = StoredCalendar.Effect.valueOf(row.getString("effect"));
        if (feed.isPresent()) {
            return Optional.of(new StoredCalendar(person, id, feed.get(), effect, copy));
        }
        CalendarOrigin origin =
                row.getBoolean("from_folder") ? new CalendarOrigin.FolderFile() : new CalendarOrigin.Upload();
        return copy.map(read -> new StoredCalendar(person, id, origin, effect, Optional.of(read)));
    }

    private static Optional<StoredCalendar.Copy> copy(Handle handle, AddressOfRecord person, String id, ResultSet row)
            throws SQLException {
        if (Columns.text(row, "copy_hash").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new StoredCalendar.Copy(
                CalendarParts.read(handle, person.toString(), id),
                Columns.instant(row, "copy_read_at"),
                Columns.text(row, "copy_entity_tag"),
                Columns.text(row, "copy_last_modified")));
    }

    /** Answers whether there was one. */
    private boolean put(Handle handle, StoredCalendar calendar) {
        String person = calendar.person().toString();
        Optional<String> hash = calendar.copy().map(StoredCalendar.Copy::bytes).map(CalendarParts::hash);
        Optional<Optional<String>> before = handle.select(HASH, person, calendar.id())
                .map((row, context) -> Columns.text(row, "copy_hash"))
                .findOne();
        handle.execute(REMOVE, person, calendar.id());
        insert(handle, calendar, hash);
        if (!before.equals(Optional.of(hash))) {
            CalendarBytes bytes =
                    calendar.copy().map(StoredCalendar.Copy::bytes).orElseGet(() -> CalendarBytes.of(""));
            CalendarParts.replace(handle, person, calendar.id(), bytes);
        }
        return before.isPresent();
    }

    private void insert(Handle handle, StoredCalendar calendar, Optional<String> hash) {
        Optional<StoredCalendar.Copy> copy = calendar.copy();
        handle.createUpdate(INSERT)
                .bind("person", calendar.person().toString())
                .bind("id", calendar.id())
                .bind("feed", feeds.sealedAddress(calendar).orElse(null))
                .bind("credentials", feeds.sealedCredentials(calendar).orElse(null))
                .bind("fromFolder", calendar.origin() instanceof CalendarOrigin.FolderFile)
                .bind("effect", calendar.effect().name())
                .bind("hash", hash)
                .bind("readAt", Columns.at(copy.map(StoredCalendar.Copy::readAt)))
                .bind("entityTag", copy.flatMap(StoredCalendar.Copy::entityTag))
                .bind("lastModified", copy.flatMap(StoredCalendar.Copy::lastModified))
                .execute();
    }
}
