package org.pawn.server.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.pawn.address.AddressOfRecord;
import org.pawn.presence.Availability;
import org.pawn.presence.EntityTag;
import org.pawn.presence.Note;
import org.pawn.presence.PresenceRecord;
import org.pawn.presence.Publication;
import org.pawn.presence.PublicationStore;
import org.pawn.presence.Source;
import org.pawn.time.Moment;

/** Publications; lives are kept as wall-clock instants, since monotonic readings mean nothing to the next process. */
final class JdbcPublicationStore implements PublicationStore {
    private record Key(AddressOfRecord presentity, Source source, String id) {}

    private static final String REMOVE = "delete from publication where presentity = ? and source = ? and id = ?";
    private static final String INSERT = """
            insert into publication (presentity, source, id, entity_tag, availability, activities, note_text, note_lang,
                place, contact, device, capabilities, q, since, last_active, flow, expires_at)
            values (:presentity, :source, :id, :tag, :availability, :activities, :noteText, :noteLang,
                :place, :contact, :device, :capabilities, :q, :since, :lastActive, :flow, :expiresAt)
            """;
    private static final String LIVE = "select * from publication where expires_at > :now";
    private static final String FORGET_DEVICE = "delete from had_device where presentity = ?";
    private static final String HAD_DEVICE = "insert into had_device (presentity) values (?)";
    private static final String PURGE = "delete from publication where expires_at <= :instant";

    private final Database database;

    JdbcPublicationStore(Database database) {
        this.database = database;
    }

    @Override
    public void apply(List<Change> changes) {
        Map<Key, Optional<Publication>> last = new LinkedHashMap<>(); // of several changes of one key, the last counts
        Set<AddressOfRecord> newcomers = new LinkedHashSet<>();
        changes.forEach(change -> put(change, last, newcomers));
        database.writeSoft(handle -> {
            PreparedBatch removals = handle.prepareBatch(REMOVE);
            last.keySet()
                    .forEach(key -> removals.add(
                            key.presentity().toString(), key.source().name(), key.id()));
            removals.execute();
            insert(handle, last.values().stream().flatMap(Optional::stream).toList());
            for (AddressOfRecord newcomer : newcomers) {
                handle.execute(FORGET_DEVICE, newcomer.toString());
                handle.execute(HAD_DEVICE, newcomer.toString());
            }
        });
    }

    @Override
    public Set<AddressOfRecord> everHadDevice() {
        return database.read(handle -> handle.createQuery("select presentity from had_device")
                .map((row, context) -> Columns.address(row, "presentity"))
                .set());
    }

    @Override
    public List<Publication> live(Moment now) {
        return database.read(handle -> handle.createQuery(LIVE)
                .bind("now", Columns.at(now.wall()))
                .map((row, context) -> publication(row, now))
                .list());
    }

    @Override
    public void purge(Instant instant) {
        database.writeSoft(handle ->
                handle.createUpdate(PURGE).bind("instant", Columns.at(instant)).execute());
    }

    private static void put(Change change, Map<Key, Optional<Publication>> last, Set<AddressOfRecord> newcomers) {
        if (change instanceof Change.Saved saved) {
            PresenceRecord record = saved.publication().record();
            last.put(
                    new Key(saved.publication().presentity(), record.source(), record.id()),
                    Optional.of(saved.publication()));
        } else if (change instanceof Change.Removed removed) {
            last.put(new Key(removed.presentity(), removed.source(), removed.id()), Optional.empty());
        } else if (change instanceof Change.FirstDevice first) {
            newcomers.add(first.presentity());
        } else {
            throw new AssertionError(change);
        }
    }

    private static void insert(Handle handle, List<Publication> publications) {
        PreparedBatch insertions = handle.prepareBatch(INSERT);
        for (Publication publication : publications) {
            PresenceRecord record = publication.record();
            insertions
                    .bind("presentity", publication.presentity().toString())
                    .bind("source", record.source().name())
                    .bind("id", record.id())
                    .bind("tag", publication.tag().map(EntityTag::value))
                    .bind("availability", record.availability().map(Availability::name))
                    .bind("activities", Words.activities(record.activities()))
                    .bind("noteText", record.note().map(Note::text))
                    .bind("noteLang", record.note().flatMap(Note::lang))
                    .bind("place", record.place())
                    .bind("contact", record.contact())
                    .bind("device", record.device())
                    .bind("capabilities", Columns.texts(record.capabilities()))
                    .bind("q", record.q())
                    .bind("since", Columns.at(record.since()))
                    .bind("lastActive", Columns.at(record.lastActive().map(Moment::wall)))
                    .bind("flow", record.flow())
                    .bind("expiresAt", Columns.at(publication.expiresAt()))
                    .add();
        }
        insertions.execute();
    }

    private static Publication publication(ResultSet row, Moment now) throws SQLException {
        Instant expiresAt = Columns.instant(row, "expires_at");
        PresenceRecord record = new PresenceRecord(
                Source.valueOf(row.getString("source")),
                row.getString("id"),
                Columns.text(row, "availability").map(Availability::valueOf),
                Words.activities(row, "activities"),
                Words.note(row, "note_text", "note_lang"),
                Columns.text(row, "place"),
                Columns.text(row, "contact"),
                Columns.text(row, "device"),
                Columns.texts(row, "capabilities"),
                row.getInt("q"),
                Columns.instant(row, "since"),
                Columns.optionalInstant(row, "last_active").map(wall -> new Moment(wall, now.nanosAt(wall))),
                now.nanos(),
                now.nanosAt(expiresAt),
                Columns.text(row, "flow"),
                false);
        Optional<EntityTag> tag = Columns.text(row, "entity_tag").map(EntityTag::new);
        return new Publication(Columns.address(row, "presentity"), record, tag, expiresAt);
    }
}
